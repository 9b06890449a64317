package org.neume.transcription.messaging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.Origin;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.stage.StageDefinition;

/**
 * Notes and beats to scores, for recordings that ask for the analysis {@value #ANALYSIS}. The
 * score's stream is named like the notes' stream. Notes are the input; beats are read beside them
 * (docs/adr/010-join.md). Safe for use by many threads.
 */
public final class ScoreStage implements StageDefinition<NoteBlock, ScoreBlock> {
  /** The stage's name. */
  public static final String NAME = "scores";

  /** The analysis that asks for a score. */
  public static final String ANALYSIS = "score";

  private final ScoreSetup setup;
  private final SideSource<BeatBlock> beats;

  /**
   * A stage that makes scores as configured.
   *
   * @param executor computes scores
   * @throws IllegalArgumentException in one line if the settings do not go together
   */
  public ScoreStage(ScoreConfig config, SideSource<BeatBlock> beats, Executor executor) {
    this(ScoreSetup.of(config, executor), beats);
  }

  ScoreStage(ScoreSetup setup, SideSource<BeatBlock> beats) {
    this.setup = setup;
    this.beats = beats;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<NoteBlock> input() {
    return Streams.NOTES;
  }

  @Override
  public StreamType<ScoreBlock> output() {
    return Streams.SCORES;
  }

  @Override
  public Set<String> outputStreams(NoteBlock first) {
    // Given up before anything was known of it: the end is passed on, so that nobody waits for it.
    boolean unknown = first.getEnd() == End.ABORTED && first.getFrameRate() == 0;
    return unknown || first.getAnalyses().contains(ANALYSIS) ? Set.of(first.getStream()) : Set.of();
  }

  @Override
  public RecordingMachine<NoteBlock, ScoreBlock> open(
      NoteBlock first, Map<String, ScoreBlock> lastOutputs) {
    return open(first, lastOutputs, new Origin(0, 0));
  }

  @Override
  public RecordingMachine<NoteBlock, ScoreBlock> open(
      NoteBlock first, Map<String, ScoreBlock> lastOutputs, Origin origin) {
    boolean tracked = first.getAnalyses().contains(setup.beats());
    BeatTrack track = tracked ? new BeatTrack(setup.beatsPerRecording()) : BeatTrack.none();
    SideSource.Following following =
        tracked ? beats.follow(origin, first.getRecordingId(), setup.beats(), track) : () -> {};
    try {
      return new ScoreMachine(setup, first, lastOutputs.get(first.getStream()), track, following);
    } catch (RuntimeException e) {
      following.close();
      throw e;
    }
  }
}
