package org.neume.transcription.messaging;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.neume.schemas.AnalysisNames;
import org.neume.schemas.Revisions;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.Origin;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.stage.StageDefinition;

/**
 * Corrections to scores that follow the corrected beats. Corrections are the input; their beats and the
 * recording's notes are read beside them (docs/adr/010-join.md). The score's stream is named like the
 * notes' stream, with the revision: {@code notes@3}. Safe for use by many threads.
 */
public final class RescoreStage implements StageDefinition<Correction, ScoreBlock> {
  /** The stage's name. */
  public static final String NAME = "rescores";

  private final ScoreSetup setup;
  private final SideSource<NoteBlock> notes;
  private final SideSource<BeatBlock> beats;
  private final NoteCache cache;
  private final Duration patience;
  private final BeatsDeadline deadline;

  /**
   * A stage that makes scores as configured.
   *
   * @param notes the notes' topic, read from times that are known
   * @param beats the beats' topic, read from times that are known
   * @param executor computes scores
   * @throws IllegalArgumentException in one line if the settings do not go together
   */
  public RescoreStage(
      ScoreConfig config,
      RescoreConfig rescores,
      SideSource<NoteBlock> notes,
      SideSource<BeatBlock> beats,
      Executor executor) {
    this(
        ScoreSetup.of(config, executor),
        notes,
        beats,
        new NoteCache(rescores.rememberedNotes()),
        rescores.patience(),
        new BeatsDeadline(rescores.beatsWithin(), rescores.patience(), InstantSource.system()));
  }

  RescoreStage(
      ScoreSetup setup,
      SideSource<NoteBlock> notes,
      SideSource<BeatBlock> beats,
      NoteCache cache,
      Duration patience,
      BeatsDeadline deadline) {
    this.setup = setup;
    this.notes = notes;
    this.beats = beats;
    this.cache = cache;
    this.patience = patience;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<Correction> input() {
    return Streams.CORRECTIONS;
  }

  @Override
  public StreamType<ScoreBlock> output() {
    return Streams.SCORES;
  }

  /** None of a correction that asks for no score, or names none that there can be. */
  @Override
  public Set<String> outputStreams(Correction first) {
    boolean scored =
        Revisions.isValid(first.getStream())
            && AnalysisNames.PATTERN.matcher(first.getNotes()).matches();
    return scored ? Set.of(stream(first)) : Set.of();
  }

  /** The recording's own scores are another stage's. */
  @Override
  public boolean endsEveryStream() {
    return false;
  }

  @Override
  public boolean takesSingleRecords() {
    return true;
  }

  private static String stream(Correction correction) {
    return Revisions.of(correction.getNotes(), Revisions.number(correction.getStream()));
  }

  @Override
  public RecordingMachine<Correction, ScoreBlock> open(
      Correction first, Map<String, ScoreBlock> lastOutputs) {
    return open(first, lastOutputs, new Origin(0, 0));
  }

  @Override
  public RecordingMachine<Correction, ScoreBlock> open(
      Correction first, Map<String, ScoreBlock> lastOutputs, Origin origin) {
    List<SideSource.Following> followings = new ArrayList<>();
    try {
      NoteTrack noteTrack = follow(first, origin, followings);
      BeatTrack beatTrack = new BeatTrack(setup.beatsPerRecording());
      // Its records have the correction's own time.
      followings.add(beats.follow(origin, first.getRecordingId(), first.getStream(), beatTrack));
      RescoreMachine machine =
          new RescoreMachine(
              setup,
              first,
              stream(first),
              lastOutputs.get(stream(first)),
              noteTrack,
              beatTrack,
              followings);
      machine.watch(patience, deadline, origin.logTime());
      return machine;
    } catch (RuntimeException e) {
      followings.forEach(SideSource.Following::close);
      throw e;
    }
  }

  /** The recording's notes, as they are remembered or else from the log. */
  private NoteTrack follow(
      Correction correction, Origin origin, List<SideSource.Following> followings) {
    NoteCache.Key key =
        new NoteCache.Key(
            correction.getRecordingId(), correction.getNotes(), correction.getRecordedFrom());
    NoteTrack.Notes known = cache.find(key);
    if (known != null) {
      return NoteTrack.of(known);
    }
    NoteTrack track = new NoteTrack(setup.notesPerRecording());
    var unused = track.whole().thenAccept(all -> cache.keep(key, all));
    followings.add(
        notes.follow(
            new Origin(origin.partition(), correction.getRecordedFrom()),
            correction.getRecordingId(),
            correction.getNotes(),
            track));
    return track;
  }
}
