package org.neume.feature.signal;

/**
 * Every n-th sample of a stream behind a low-pass, a sinc under a Kaiser window that is centered on
 * its output and delays nothing.
 *
 * <p>Unlike {@link ResamplingFilter} it keeps only the frequencies that somebody reads, which makes
 * the filter many times shorter: what folds back above {@code pass} may stay. Output m lies at input
 * m·factor, m may be negative, and every output is the same sum of the same inputs however they
 * come. Belongs to one thread.
 */
final class Decimator {

  private static final double ATTENUATION = 85;
  private static final int RUN = 512;

  private final int factor;
  private final float[] weights;
  private final int half;
  private final SampleWindow window;
  private final float[] outputs = new float[RUN];
  private long nextOutput;

  /**
   * A decimator in the middle of a stream.
   *
   * @param factor inputs per output
   * @param pass the frequency up to which nothing changes, in units of the input rate; what would
   *     fold back below it, from 1/factor - pass on, is attenuated by {@value #ATTENUATION} dB
   * @param capacity inputs held at most
   * @param firstOutput the first output
   * @param firstInput position of the first input that will be pushed; those before it are zeros
   */
  Decimator(int factor, double pass, int capacity, long firstOutput, long firstInput) {
    this.factor = factor;
    half = half(factor, pass);
    weights = weights(0.5 / factor, half);
    nextOutput = firstOutput;
    window = new SampleWindow(capacity, firstWeighed(), firstInput);
  }

  /** Inputs that an output weighs on each side of its own place. */
  static int half(int factor, double pass) {
    return (int) Math.ceil(KaiserWindow.taps(ATTENUATION, 1.0 / factor - 2 * pass) / 2);
  }

  private static float[] weights(double cutoff, int half) {
    double beta = KaiserWindow.beta(ATTENUATION);
    double[] exact = new double[2 * half + 1];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double x = 2 * Math.PI * cutoff * (i - half);
      double sinc = x == 0 ? 1 : StrictMath.sin(x) / x;
      exact[i] = sinc * KaiserWindow.at((i - half) / (double) (half + 1), beta);
      sum += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
    return weights;
  }

  private long firstWeighed() {
    return nextOutput * factor - half;
  }

  /** Takes the next inputs and hands every output that they complete to {@code sink}. */
  void push(float[] samples, int offset, int length, SampleSink sink) {
    int done = 0;
    while (done < length) {
      done += window.append(samples, offset + done, length - done);
      emit(sink);
    }
  }

  private void emit(SampleSink sink) {
    int count;
    do {
      count = 0;
      while (count < RUN && nextOutput * factor + half < window.end()) {
        outputs[count++] = dot(window.samples(), window.index(firstWeighed()));
        nextOutput++;
      }
      if (count > 0) {
        sink.samples(outputs, 0, count);
      }
    } while (count == RUN);
    window.dropBefore(firstWeighed());
  }

  /** The weights are symmetric: each pair of inputs shares one, and two sums run side by side. */
  private float dot(float[] inputs, int start) {
    float a = 0;
    float b = 0;
    int last = start + 2 * half;
    int i = 0;
    for (; i + 1 < half; i += 2) {
      a += weights[i] * (inputs[start + i] + inputs[last - i]);
      b += weights[i + 1] * (inputs[start + i + 1] + inputs[last - i - 1]);
    }
    for (; i < half; i++) {
      a += weights[i] * (inputs[start + i] + inputs[last - i]);
    }
    return a + b + weights[half] * inputs[start + half];
  }
}
