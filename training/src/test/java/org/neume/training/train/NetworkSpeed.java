package org.neume.training.train;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.neume.training.beats.BeatGraph;
import org.neume.training.beats.BeatOptions;
import org.neume.training.beats.ClickSource;
import org.neume.training.beats.Networks;
import org.neume.training.beats.SegmentSampler;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.network.WeightLayout;

/** Prints step times and real-time factors of candidate networks; run by hand. */
final class NetworkSpeed {
  private NetworkSpeed() {}

  public static void main(String[] args) {
    for (String name : args) {
      time(config(name), Integer.getInteger("threads", 2));
    }
  }

  /** "2019", or filters1-filters2-channels-blocks-branches. */
  private static BeatNetworkConfig config(String name) {
    if (name.equals("2019")) {
      return BeatNetworkConfig.beats2019();
    }
    int[] n = Arrays.stream(name.split("-")).mapToInt(Integer::parseInt).toArray();
    return new BeatNetworkConfig(
        name, n[0], n[1], n[2], n[3], n[4] == 2, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.1, 0, 1);
  }

  @SuppressWarnings("deprecation")
  private static void time(BeatNetworkConfig config, int threads) {
    int items = Integer.getInteger("items", 4);
    int frames = Integer.getInteger("frames", 3072);
    BeatOptions options =
        Networks.options(config, Path.of("."), "batch=" + items, "frames=" + frames);
    BatchSource sampler = new SegmentSampler(new ClickSource(4, 1, 6000).training(), options);
    WeightLayout layout = WeightLayout.of(config);
    try (TrainingSession session =
        new TrainingSession(
            new BeatGraph(config, options.loss()),
            1,
            threads,
            WeightState.start(layout.initialWeights(1)))) {
      sampler.batch(1);
      long sampled = System.nanoTime();
      Batch batch = sampler.batch(2);
      sampled = System.nanoTime() - sampled;
      AdamStep scalars = options.run().optimizer().at(10, 1000);
      for (int i = 0; i < 3; i++) {
        session.step(batch, scalars, i);
      }
      int steps = 10;
      double[] step = new double[steps];
      double cpu = cpu();
      for (int i = 0; i < steps; i++) {
        long at = System.nanoTime();
        session.step(batch, scalars, i);
        step[i] = (System.nanoTime() - at) / 1e6;
      }
      cpu = (cpu() - cpu) / steps;
      Arrays.sort(step);
      int window = 6000 + 2 * Math.min(1000, config.contextFrames());
      float[] features = new float[window * 81];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) Math.random();
      }
      session.activations(features);
      session.activations(features);
      double heard = cpu();
      for (int i = 0; i < 5; i++) {
        session.activations(features);
      }
      heard = (cpu() - heard) / 5 / (window / 100.0);
      System.out.printf(
          Locale.ROOT,
          "%s: %d params (%d), context %d; sampling %.0f ms; step %dx%d best %.0f median %.0f ms,"
              + " cpu %.0f ms, %.0fx (best); inference cpu %.3f ms per s, with context at 60 s"
              + " windows %.3f, 120 s %.3f%n",
          config.name(),
          layout.size(),
          layout.exportedSize(),
          config.contextFrames(),
          sampled / 1e6,
          items,
          frames,
          step[0],
          step[steps / 2],
          cpu,
          items * frames * 10 / step[0],
          heard,
          heard * (6000 + 2.0 * config.contextFrames()) / 6000,
          heard * (12000 + 2.0 * config.contextFrames()) / 12000);
    }
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }
}
