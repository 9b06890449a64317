package org.neume.feature.signal;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * Prints the processor time that a second of audio costs, per rate and channel count. Run its main;
 * it is no test, because time depends on the machine.
 */
public final class SignalBenchmark {

  private static final int SECONDS = 60;

  private SignalBenchmark() {}

  /** Measures each input twice and prints the second round. */
  public static void main(String[] args) {
    int[][] inputs = {
      {44_100, 1}, {44_100, 2}, {48_000, 1}, {48_000, 2}, {22_050, 1}, {96_000, 2}, {44_101, 1}
    };
    for (int[] input : inputs) {
      measure(input[0], input[1]);
      double milliseconds = measure(input[0], input[1]);
      System.out.printf(
          Locale.ROOT,
          "%6d Hz, %d channels: %.3f ms per second of audio%n",
          input[0],
          input[1],
          milliseconds);
    }
  }

  private static double measure(int rate, int channels) {
    float[] second = noise(rate * channels);
    FeaturePlan plan = new FeaturePlan(LogBandConfig.DEFAULT, rate, channels);
    FeaturePipeline pipeline = plan.start();
    double[] sum = new double[1];
    FrameSink sink = (frame, bands) -> sum[0] += bands[40];
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < SECONDS; i++) {
      pipeline.push(second, 0, rate, sink);
    }
    pipeline.finish(sink);
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (Double.isNaN(sum[0])) {
      throw new IllegalStateException("no features");
    }
    return (after - before) / 1e6 / SECONDS;
  }

  private static float[] noise(int length) {
    Random random = new Random(1);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = 0.2f * (float) random.nextGaussian();
    }
    return samples;
  }
}
