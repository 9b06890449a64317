package org.neume.cli.table;

import java.util.Arrays;

/** A growing list of floats without a box for each. Confined to one thread. */
final class FloatList {
  private float[] values = new float[1_024];
  private int size;

  void add(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
