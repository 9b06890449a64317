package org.neume.decoder.decode;

/** Rows of activations as a caller hands them over, checked. */
final class ActivationRows {
  private final float[] values;
  private final int columns;
  private final boolean bars;

  private ActivationRows(float[] values, int columns, boolean bars) {
    this.values = values;
    this.columns = columns;
    this.bars = bars;
  }

  static ActivationRows of(float[] values, int frames, int columns, boolean bars) {
    if (columns != 1 && columns != 2) {
      throw new IllegalArgumentException(
          columns + " activation columns: give beats, or beats and downbeats");
    }
    if (bars && columns == 1) {
      throw new IllegalArgumentException(
          "bars need a second column of downbeat activations: give one, or decode beats only");
    }
    if (frames < 0 || (long) frames * columns > values.length) {
      throw new IllegalArgumentException(
          "%d frames of %d columns announced, %d values given"
              .formatted(frames, columns, values.length));
    }
    for (int i = 0; i < frames * columns; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new IllegalArgumentException(
            "activation %s in row %d, column %d: give probabilities in 0..1"
                .formatted(values[i], i / columns, i % columns));
      }
    }
    return new ActivationRows(values, columns, bars);
  }

  float beat(int row) {
    return values[row * columns];
  }

  /** Downbeat activation; 0 where bars are not decoded. */
  float downbeat(int row) {
    return bars ? values[row * columns + 1] : 0;
  }
}
