package org.neume.cli.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant.
 *
 * @param stage of this stage; null for any
 * @param recordingId of this recording; null for any
 * @param since whose record was written at this time or later, whenever a stage refused it, in
 *     milliseconds since 1970; 0 for all
 */
public record LetterFilter(@Nullable String stage, @Nullable String recordingId, long since) {
  /** Whether a letter is meant. */
  boolean takes(Letter letter) {
    return (stage == null || stage.equals(letter.stage()))
        && (recordingId == null || recordingId.equals(letter.recordingId()))
        && letter.time() >= since;
  }
}
