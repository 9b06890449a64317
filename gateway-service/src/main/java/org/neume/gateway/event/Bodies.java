package org.neume.gateway.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.SingleNote;
import org.neume.schemas.record.TempoEstimate;

/** The JSON bodies of events: records whose component names are the members. */
final class Bodies {
  private Bodies() {}

  /** A beat; time in seconds, tempo in beats per minute. */
  record BeatBody(
      double time, long frame, int number, int beatsPerBar, double tempo, double confidence) {
    static BeatBody of(Beat beat, double rate) {
      return new BeatBody(
          beat.getFrame() / rate,
          beat.getFrame(),
          beat.getNumber(),
          beat.getBeatsPerBar(),
          beat.getTempo(),
          beat.getConfidence());
    }
  }

  /** A hypothesis of the overall tempo. */
  record TempoBody(double beatsPerMinute, double weight) {
    static TempoBody of(TempoEstimate tempo) {
      return new TempoBody(tempo.getBeatsPerMinute(), tempo.getWeight());
    }
  }

  /** A block of beats. */
  record BeatsBody(
      String stream,
      int revision,
      long sequence,
      double from,
      double to,
      String end,
      @Nullable String cause,
      List<BeatBody> beats,
      List<TempoBody> tempi) {
    static BeatsBody of(BeatBlock block) {
      double rate = block.getFrameRate() > 0 ? block.getFrameRate() : 1;
      return new BeatsBody(
          block.getStream(),
          Revisions.number(block.getStream()),
          block.getSequence(),
          block.getFirstFrame() / rate,
          (block.getFirstFrame() + block.getFrameCount()) / rate,
          text(block.getEnd()),
          block.getCause(),
          block.getBeats().stream().map(b -> BeatBody.of(b, rate)).toList(),
          block.getTempi().stream().map(TempoBody::of).toList());
    }
  }

  /** A note; times in seconds, MIDI pitch and velocity. */
  record NoteBody(double onset, double offset, int pitch, int velocity, double confidence) {
    static NoteBody of(Note note) {
      return new NoteBody(
          note.getOnset(),
          note.getOffset(),
          note.getPitch(),
          note.getVelocity(),
          note.getConfidence());
    }
  }

  /** A block of notes. */
  record NotesBody(
      String stream,
      long sequence,
      double from,
      double to,
      String end,
      @Nullable String cause,
      List<NoteBody> notes) {
    static NotesBody of(NoteBlock block) {
      double rate = block.getFrameRate() > 0 ? block.getFrameRate() : 1;
      return new NotesBody(
          block.getStream(),
          block.getSequence(),
          block.getFirstFrame() / rate,
          (block.getFirstFrame() + block.getFrameCount()) / rate,
          text(block.getEnd()),
          block.getCause(),
          block.getNotes().stream().map(NoteBody::of).toList());
    }
  }

  /** A pitch that a single note may have. */
  record PitchBody(int pitch, double probability) {}

  /** A single note; null members where nothing was measured. */
  record SingleBody(
      String stream,
      String end,
      @Nullable String cause,
      @Nullable NoteBody note,
      List<PitchBody> pitches,
      @Nullable Double cents,
      @Nullable String family,
      double familyProbability,
      double velocityProbability) {
    static SingleBody of(NoteBlock block) {
      SingleNote single = block.getSingle();
      return new SingleBody(
          block.getStream(),
          text(block.getEnd()),
          block.getCause(),
          block.getNotes().isEmpty() ? null : NoteBody.of(block.getNotes().get(0)),
          single == null
              ? List.of()
              : single.getPitches().stream()
                  .map(p -> new PitchBody(p.getPitch(), p.getProbability()))
                  .toList(),
          single == null ? null : single.getCents(),
          single == null ? null : single.getFamily(),
          single == null ? 0 : single.getFamilyProbability(),
          single == null ? 0 : single.getVelocityProbability());
    }
  }

  /** A revision of a score whose documents are all there, or the end of a score without one. */
  record ScoreBody(
      String stream,
      int revision,
      int scoreRevision,
      @JsonProperty("final") boolean isFinal,
      int measures,
      double seconds,
      List<Double> measureStarts,
      String end,
      @Nullable String cause) {
    static ScoreBody of(ScoreBlock last, List<Double> measureStarts) {
      return new ScoreBody(
          last.getStream(),
          Revisions.number(last.getStream()),
          last.getRevision(),
          last.getFinalRevision(),
          last.getMeasures(),
          last.getSeconds(),
          List.copyOf(measureStarts),
          text(last.getEnd()),
          last.getCause());
    }
  }

  /** What a stage said. */
  record StatusBody(
      String stage,
      String state,
      long inputRecords,
      long outputRecords,
      double seconds,
      @Nullable String cause) {
    static StatusBody of(RecordingStatus status) {
      return new StatusBody(
          status.getStream(),
          status.getEvent().name().toLowerCase(Locale.ROOT),
          status.getInputRecords(),
          status.getOutputRecords(),
          status.getSeconds(),
          status.getCause());
    }
  }

  static String text(End end) {
    return end.name().toLowerCase(Locale.ROOT);
  }
}
