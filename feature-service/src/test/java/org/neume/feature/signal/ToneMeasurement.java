package org.neume.feature.signal;

/**
 * What a resampler makes of a sine of amplitude 1: the part that is the same sine, in the same phase
 * or not, by least squares, and all the rest.
 *
 * @param gainDecibels amplitude of the sine in the output
 * @param delaySeconds by how much the sine is late
 * @param residualDecibels root mean square of the rest, against that of the input sine: aliases,
 *     images and noise
 */
record ToneMeasurement(double gainDecibels, double delaySeconds, double residualDecibels) {

  /** Sends {@code frequency} Hz through {@code filter} and measures the settled output. */
  static ToneMeasurement of(ResamplingFilter filter, double frequency) {
    int inputs = filter.inputRate() / 5;
    float[] input = Signals.sine(inputs, frequency, filter.inputRate(), 0.4);
    float[] output = Collected.resampled(filter, input);
    int edge = output.length / 8;
    return fit(output, edge, output.length - edge, frequency / filter.outputRate(), frequency);
  }

  private static ToneMeasurement fit(
      float[] output, int from, int to, double cyclesPerSample, double frequency) {
    double ss = 0;
    double sc = 0;
    double cc = 0;
    double ys = 0;
    double yc = 0;
    for (int m = from; m < to; m++) {
      double s = Math.sin(2 * Math.PI * cyclesPerSample * m + 0.4);
      double c = Math.cos(2 * Math.PI * cyclesPerSample * m + 0.4);
      ss += s * s;
      sc += s * c;
      cc += c * c;
      ys += output[m] * s;
      yc += output[m] * c;
    }
    double determinant = ss * cc - sc * sc;
    double a = (ys * cc - yc * sc) / determinant;
    double b = (yc * ss - ys * sc) / determinant;
    double rest = 0;
    for (int m = from; m < to; m++) {
      double fitted =
          a * Math.sin(2 * Math.PI * cyclesPerSample * m + 0.4)
              + b * Math.cos(2 * Math.PI * cyclesPerSample * m + 0.4);
      rest += Math.pow(output[m] - fitted, 2);
    }
    double residual = Math.sqrt(2 * rest / (to - from));
    return new ToneMeasurement(
        20 * Math.log10(Math.hypot(a, b)),
        -Math.atan2(b, a) / (2 * Math.PI * frequency),
        20 * Math.log10(residual + 1e-12));
  }

  /** The level of everything in the output when {@code frequency} lies above its half rate. */
  static double aliasDecibels(ResamplingFilter filter, double frequency) {
    int inputs = filter.inputRate() / 5;
    float[] output =
        Collected.resampled(filter, Signals.sine(inputs, frequency, filter.inputRate(), 0.4));
    int edge = output.length / 8;
    double energy = 0;
    for (int m = edge; m < output.length - edge; m++) {
      energy += (double) output[m] * output[m];
    }
    return 10 * Math.log10(2 * energy / (output.length - 2 * edge) + 1e-24);
  }
}
