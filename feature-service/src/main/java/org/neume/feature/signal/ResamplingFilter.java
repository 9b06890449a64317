package org.neume.feature.signal;

/**
 * The low-pass of a change of sample rate, tabulated by phase: a sinc under a Kaiser window.
 *
 * <p>With l = min(input rate, output rate) the pass-band ends at {@value #PASS_EDGE} l and the
 * stop-band begins at l / 2, attenuated by {@value #ATTENUATION} dB in design. Measured with tones
 * across the band, the ripple stays below 0.001 dB, aliases and images below -83 dB. Output sample m lies at the input time m · inputRate / outputRate, which
 * reduces to the fraction m · step / phases: the filter is centered there and delays nothing. Each
 * phase's weights sum to 1.
 *
 * <p>A ratio with at most {@value #MAX_ROWS} phases, which every usual rate has, is tabulated
 * exactly. Others (44,101 Hz has 44,100 phases) use {@value #MAX_ROWS} equally spaced phases and
 * interpolate linearly between two of them, at twice the work and within the same bounds. A table
 * never exceeds 1.3 MB. Equal rates need no filter: {@link #isIdentity}.
 *
 * <p>Immutable, so threads may share it.
 */
public final class ResamplingFilter {

  /** Lowest rate taken, in Hz. */
  public static final int MIN_RATE = 8_000;

  /** Highest rate taken, in Hz. */
  public static final int MAX_RATE = 192_000;

  /** End of the pass-band as a fraction of the lower rate: 20 kHz at 44.1 kHz. */
  public static final double PASS_EDGE = 0.4535;

  /** Taps are a multiple of this: sums take so many at a time. */
  static final int STRIDE = 4;

  private static final double ATTENUATION = 85;
  private static final int MAX_ROWS = 512;

  private final int inputRate;
  private final int outputRate;
  private final int step;
  private final int phases;
  private final int half;
  private final boolean interpolated;
  private final float[][] rows;

  /**
   * The filter from {@code inputRate} to {@code outputRate}, both in Hz.
   *
   * @throws UnusableAudioException if a rate is outside {@value #MIN_RATE}..{@value #MAX_RATE}
   */
  public ResamplingFilter(int inputRate, int outputRate) {
    requireRate(inputRate);
    requireRate(outputRate);
    this.inputRate = inputRate;
    this.outputRate = outputRate;
    int divisor = gcd(inputRate, outputRate);
    step = inputRate / divisor;
    phases = outputRate / divisor;
    if (inputRate == outputRate) {
      half = 0;
      interpolated = false;
      rows = new float[0][];
      return;
    }
    double lower = (double) Math.min(inputRate, outputRate) / inputRate;
    double taps = KaiserWindow.taps(ATTENUATION, (0.5 - PASS_EDGE) * lower);
    half = 2 * (int) Math.ceil(taps / STRIDE);
    interpolated = phases > MAX_ROWS;
    int count = interpolated ? MAX_ROWS + 1 : phases;
    int spacing = interpolated ? MAX_ROWS : phases;
    double cutoff = (0.5 + PASS_EDGE) / 2 * lower;
    rows = new float[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = row((double) row / spacing, cutoff);
    }
  }

  private static void requireRate(int rate) {
    if (rate < MIN_RATE || rate > MAX_RATE) {
      throw new UnusableAudioException(
          "sample rate "
              + rate
              + " Hz: "
              + MIN_RATE
              + " to "
              + MAX_RATE
              + " Hz can be analyzed; check the header of the file, or resample it first");
    }
  }

  private float[] row(double fraction, double cutoff) {
    double beta = KaiserWindow.beta(ATTENUATION);
    double[] exact = new double[2 * half];
    double sum = 0;
    for (int tap = 0; tap < exact.length; tap++) {
      double distance = tap - (half - 1) - fraction;
      exact[tap] = sinc(2 * cutoff * distance) * KaiserWindow.at(distance / half, beta);
      sum += exact[tap];
    }
    float[] row = new float[exact.length];
    for (int tap = 0; tap < row.length; tap++) {
      row[tap] = (float) (exact[tap] / sum);
    }
    return row;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Samples per second of the input, in Hz. */
  public int inputRate() {
    return inputRate;
  }

  /** Samples per second of the output, in Hz. */
  public int outputRate() {
    return outputRate;
  }

  /** Whether the rates are equal and samples pass untouched. */
  public boolean isIdentity() {
    return half == 0;
  }

  /** Position of the first input sample that output sample {@code output} needs, at least 0. */
  public long firstInputNeeded(long output) {
    return isIdentity() ? output : Math.max(0, floorInput(output) - half + 1);
  }

  /** Position of the last input sample that output sample {@code output} needs. */
  public long lastInputNeeded(long output) {
    return isIdentity() ? output : floorInput(output) + half;
  }

  /** Output samples of a recording of {@code inputs} samples: those at times before its end. */
  public long outputs(long inputs) {
    return -Math.floorDiv(-inputs * phases, (long) step);
  }

  /** Position of the input sample at or before the time of output sample {@code output}. */
  long floorInput(long output) {
    return Math.floorDiv(output * step, (long) phases);
  }

  /** Where output sample {@code output} lies behind {@link #floorInput}, in 1/phases. */
  int phase(long output) {
    return (int) Math.floorMod(output * step, (long) phases);
  }

  /** Input samples on each side of an output; 0 for equal rates. */
  int half() {
    return half;
  }

  /** Inputs that an output weighs. */
  int taps() {
    return 2 * half;
  }

  /** Distinct places of an output between two inputs. */
  int phases() {
    return phases;
  }

  /** Inputs from one output to the one {@link #phases} later. */
  int step() {
    return step;
  }

  /** Whether weights are interpolated between tabulated ones. */
  boolean isInterpolated() {
    return interpolated;
  }

  /** The weights of {@code phase}, of a filter that does not interpolate; not to be written to. */
  float[] weights(int phase) {
    return rows[phase];
  }

  /** Weighted sum at {@code phase} of the 2·half inputs that begin at {@code start}. */
  float apply(int phase, float[] inputs, int start) {
    if (!interpolated) {
      return dot(rows[phase], inputs, start);
    }
    double place = (double) phase * MAX_ROWS / phases;
    int row = (int) place;
    float below = dot(rows[row], inputs, start);
    float above = dot(rows[row + 1], inputs, start);
    return below + (float) (place - row) * (above - below);
  }

  /** One sum in the order that {@link PolyphaseKernel} keeps as well. */
  private static float dot(float[] weights, float[] inputs, int start) {
    float sum = 0;
    for (int tap = 0; tap < weights.length; tap += STRIDE) {
      int i = start + tap;
      sum +=
          (weights[tap] * inputs[i] + weights[tap + 1] * inputs[i + 1])
              + (weights[tap + 2] * inputs[i + 2] + weights[tap + 3] * inputs[i + 3]);
    }
    return sum;
  }
}
