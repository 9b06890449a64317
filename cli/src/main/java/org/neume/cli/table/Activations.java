package org.neume.cli.table;

/**
 * Activations as they were read: one row per frame, row-major.
 *
 * @param values frames times columns probabilities, 0 to 1; owned by the reader of this record
 * @param columns 1 for beats, 2 for beats and downbeats
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and copying would double the memory
public record Activations(float[] values, int columns) {
  /** The number of frames. */
  public int frames() {
    return values.length / columns;
  }

  /**
   * Checks that these are probabilities.
   *
   * @throws ActivationFormatException naming the first value that is none
   */
  public Activations checked() {
    if (columns != 1 && columns != 2) {
      throw new ActivationFormatException(
          "it has %d columns: give one (beats) or two (beats, downbeats)".formatted(columns));
    }
    if (values.length == 0) {
      throw new ActivationFormatException("it has no values: give one row per frame");
    }
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new ActivationFormatException(
            "frame %d has %s, no probability from 0 to 1: apply the sigmoid or softmax first"
                .formatted(i / columns, values[i]));
      }
    }
    return this;
  }
}
