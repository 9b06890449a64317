package org.neume.cli.deadletter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

/**
 * Whether the audio of a recording is in the log from its first record to its last, by the rule of the
 * stages: repeats are passed over, and of two with the same number the first counts. Confined to one
 * thread.
 */
final class AudioSurvey {
  private static final String STREAM = "audio";

  private @Nullable AudioChunk begin;
  private @Nullable String fault;
  private End end = End.OPEN;
  private long next;
  private double seconds;

  /** Takes the next record of the recording, and answers whether it is the next of its audio. */
  boolean take(AudioChunk chunk) {
    if (fault != null || ended() || chunk.getSequence() < next) {
      return false;
    }
    fault = fault(chunk);
    if (fault != null) {
      return false;
    }
    begin = begin == null ? chunk : begin;
    next++;
    seconds += seconds(chunk);
    end = chunk.getEnd();
    if (end == End.ABORTED) {
      fault =
          "its publisher gave it up (%s); publish it again from its source"
              .formatted(chunk.getCause());
    }
    return true;
  }

  /** The length of one record's audio, in seconds. */
  static double seconds(AudioChunk chunk) {
    return chunk.getSampleRate() > 0 ? (double) chunk.getFrameCount() / chunk.getSampleRate() : 0;
  }

  private @Nullable String fault(AudioChunk chunk) {
    if (chunk.getSequence() > next) {
      return begin == null
          ? "its audio begins with record %d, the beginning is past retention; publish it again from its source"
              .formatted(chunk.getSequence())
          : "record %d of its audio is missing; publish it again from its source".formatted(next);
    }
    AudioChunk like = begin == null ? chunk : begin;
    boolean same =
        chunk.getSampleRate() == like.getSampleRate()
            && chunk.getChannels() == like.getChannels()
            && chunk.getFormat() == like.getFormat()
            && chunk.getStream().equals(STREAM);
    return same
        ? null
        : "record %d of its audio is of another format or stream than a recording may have, so it would fail again; mend its publisher and publish it again"
            .formatted(next);
  }

  /** Whether there is any of it. */
  boolean any() {
    return begin != null || fault != null;
  }

  /** Whether its last record was seen. */
  boolean ended() {
    return end != End.OPEN;
  }

  /** Why it cannot be published again, in one line; empty if all of it is there. */
  Optional<String> problem() {
    if (fault != null) {
      return Optional.of(fault);
    }
    if (begin == null) {
      return Optional.of("its audio is not in the log any more; publish it again from its source");
    }
    return ended()
        ? Optional.empty()
        : Optional.of(
            "its audio has no end yet: it still comes in, or its publisher left it; wait, or publish it again from its source");
  }

  /** Number of records, which is the number of the next. */
  long records() {
    return next;
  }

  /** Length in seconds. */
  double seconds() {
    return seconds;
  }

  /** What the recording asks for. */
  List<String> analyses() {
    return begin == null ? List.of() : begin.getAnalyses();
  }
}
