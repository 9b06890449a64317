package org.neume.feature.signal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Prints the processor time that a second of audio costs, per representation, rate and channel
 * count, downmix and resampling included. Run its main; it is no test, because time depends on the
 * machine. A yardstick, measured in turn with it, tells a slow machine from slow code: 1,000 real
 * Fourier transforms of 2,048 samples.
 */
public final class SignalBenchmark {

  private static final int SECONDS = 60;
  private static final int ROUNDS = 4;
  private static final int YARDSTICK = 1_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SignalBenchmark() {}

  /** Measures each input four times in turn with the yardstick and prints the fastest of each. */
  public static void main(String[] args) {
    Map<String, Representation> representations =
        new TreeMap<>(
            Map.of(
                "log-bands-81", LogBandConfig.DEFAULT, "constant-q-48", ConstantQConfig.DEFAULT));
    int[][] inputs = {
      {44_100, 1}, {44_100, 2}, {48_000, 1}, {48_000, 2}, {22_050, 1}, {96_000, 2}, {44_101, 1}
    };
    for (Map.Entry<String, Representation> entry : representations.entrySet()) {
      for (int[] input : inputs) {
        double milliseconds = Double.MAX_VALUE;
        double yardstick = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
          milliseconds = Math.min(milliseconds, measure(entry.getValue(), input[0], input[1]));
          yardstick = Math.min(yardstick, yardstick());
        }
        System.out.printf(
            Locale.ROOT,
            "%s, %6d Hz, %d channels: %.3f ms per second of audio, %.0f times real time on one"
                + " core, %.2f yardsticks of %.2f ms%n",
            entry.getKey(),
            input[0],
            input[1],
            milliseconds,
            1000 / milliseconds,
            milliseconds / yardstick,
            yardstick);
      }
    }
  }

  private static double measure(Representation representation, int rate, int channels) {
    float[] second = Signals.noise(rate * channels, 1);
    FeaturePipeline pipeline = new FeaturePlan(representation, rate, channels).start();
    double[] sum = new double[1];
    FrameSink sink = (frame, bins) -> sum[0] += bins[40];
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < SECONDS; i++) {
      pipeline.push(second, 0, rate, sink);
    }
    pipeline.finish(sink);
    long after = THREADS.getCurrentThreadCpuTime();
    if (Double.isNaN(sum[0])) {
      throw new IllegalStateException("no features");
    }
    return (after - before) / 1e6 / SECONDS;
  }

  private static double yardstick() {
    FloatFFT_1D fft = new FloatFFT_1D(2048);
    float[] samples = Signals.noise(2048, 2);
    float[] work = new float[2048];
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < YARDSTICK; i++) {
      System.arraycopy(samples, 0, work, 0, work.length);
      fft.realForward(work);
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
  }
}
