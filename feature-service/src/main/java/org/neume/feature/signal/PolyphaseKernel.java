package org.neume.feature.signal;

import java.util.Arrays;

/**
 * Runs of outputs of a {@link ResamplingFilter} from inputs in memory.
 *
 * <p>Long runs are computed period by period side by side: outputs that lie {@code phases} apart
 * have the same weights, and their inputs lie {@code step} apart. With those inputs gathered into one
 * row per tap, the sums of a phase run along whole rows, and the JIT compiler vectorizes them. Short
 * runs are computed one by one, every sum in the same order and so to the same bits.
 *
 * <p>Holds scratch memory, so it belongs to one thread.
 */
final class PolyphaseKernel {

  /** Most periods side by side: rows that stay in the first-level cache. */
  private static final int LANES = 64;

  /** Periods from which gathering pays. */
  private static final int MIN_LANES = 16;

  private final ResamplingFilter filter;

  /** Row i, lane k: input i + k·step from the first that the run weighs. */
  private final float[][] rows;

  private final float[] sums = new float[LANES];

  PolyphaseKernel(ResamplingFilter filter) {
    this.filter = filter;
    boolean gathers = !filter.isInterpolated() && !filter.isIdentity();
    rows = gathers ? new float[filter.step() + filter.taps() + 1][LANES] : new float[0][];
  }

  /**
   * Computes {@code count} outputs from number {@code first} on.
   *
   * @param inputs the inputs, of which index {@code start} is the first that output {@code first}
   *     weighs
   * @param end index behind the last input
   */
  void apply(float[] inputs, int start, int end, long first, int count, float[] outputs) {
    int done = 0;
    if (rows.length > 0) {
      int lanes = count / filter.phases();
      while (lanes >= MIN_LANES) {
        int run = Math.min(lanes, LANES);
        int from = start + done / filter.phases() * filter.step();
        gather(inputs, from, end, run);
        sideBySide(first, run, outputs, done);
        done += run * filter.phases();
        lanes -= run;
      }
    }
    oneByOne(inputs, start, first, done, count, outputs);
  }

  private void oneByOne(float[] inputs, int start, long first, int from, int to, float[] outputs) {
    long base = filter.floorInput(first) - start;
    for (int i = from; i < to; i++) {
      int place = (int) (filter.floorInput(first + i) - base);
      outputs[i] = filter.apply(filter.phase(first + i), inputs, place);
    }
  }

  private void gather(float[] inputs, int start, int end, int lanes) {
    int step = filter.step();
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      int last = start + i + (lanes - 1) * step;
      if (i < step) {
        for (int lane = 0; lane < lanes - 1; lane++) {
          row[lane] = inputs[start + i + lane * step];
        }
      } else {
        System.arraycopy(rows[i - step], 1, row, 0, lanes - 1);
      }
      // Behind the end lie only inputs that no output of this run weighs.
      row[lanes - 1] = last < end ? inputs[last] : 0;
    }
  }

  /** The gathered periods; they may begin at any phase, because the phases repeat. */
  private void sideBySide(long first, int lanes, float[] outputs, int offset) {
    int phases = filter.phases();
    long base = filter.floorInput(first);
    for (int i = 0; i < phases; i++) {
      int place = (int) (filter.floorInput(first + i) - base);
      float[] weights = filter.weights(filter.phase(first + i));
      Arrays.fill(sums, 0f);
      for (int tap = 0; tap < weights.length; tap += ResamplingFilter.STRIDE) {
        addFour(weights, tap, place + tap, lanes);
      }
      for (int lane = 0; lane < lanes; lane++) {
        outputs[offset + i + lane * phases] = sums[lane];
      }
    }
  }

  private void addFour(float[] weights, int tap, int row, int lanes) {
    float w0 = weights[tap];
    float w1 = weights[tap + 1];
    float w2 = weights[tap + 2];
    float w3 = weights[tap + 3];
    float[] row0 = rows[row];
    float[] row1 = rows[row + 1];
    float[] row2 = rows[row + 2];
    float[] row3 = rows[row + 3];
    float[] to = sums;
    for (int lane = 0; lane < lanes; lane++) {
      to[lane] += (w0 * row0[lane] + w1 * row1[lane]) + (w2 * row2[lane] + w3 * row3[lane]);
    }
  }
}
