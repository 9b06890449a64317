package org.neume.training.train;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.notes.NoteGraph;
import org.neume.training.notes.NoteNetworks;
import org.neume.training.notes.NoteOptions;
import org.neume.training.notes.NoteSampler;

/** Prints step times and real-time factors of candidate note networks; run by hand. */
final class NoteNetworkSpeed {
  private NoteNetworkSpeed() {}

  /** Each argument: channels-combChannels-blocks. */
  public static void main(String[] args) {
    for (String name : args) {
      int[] n = Arrays.stream(name.split("-")).mapToInt(Integer::parseInt).toArray();
      time(new NoteNetworkConfig(name, n[0], n[1], n[2], 0.05, 0.5, 2));
    }
  }

  @SuppressWarnings("deprecation")
  private static void time(NoteNetworkConfig config) {
    int items = Integer.getInteger("items", 8);
    int frames = Integer.getInteger("frames", 200);
    NoteOptions options =
        NoteNetworks.options(config, Path.of("."), "batch=" + items, "frames=" + frames);
    BatchSource sampler = new NoteSampler(NoteNetworks.source(4, 2000).training(), options);
    WeightLayout layout = WeightLayout.of(config);
    try (TrainingSession session =
        new TrainingSession(
            new NoteGraph(config, options.loss()),
            1,
            Integer.getInteger("threads", 2),
            WeightState.start(layout.initialWeights(1)))) {
      Batch batch = sampler.batch(2);
      AdamStep scalars = options.run().optimizer().at(10, 1000);
      for (int i = 0; i < 2; i++) {
        session.step(batch, scalars, i);
      }
      int steps = 8;
      double[] step = new double[steps];
      double cpu = cpu();
      for (int i = 0; i < steps; i++) {
        long at = System.nanoTime();
        session.step(batch, scalars, i);
        step[i] = (System.nanoTime() - at) / 1e6;
      }
      cpu = (cpu() - cpu) / steps;
      Arrays.sort(step);
      float[] features = new float[1500 * NoteNetworkConfig.BINS];
      session.activations(features);
      double heard = cpu();
      for (int i = 0; i < 4; i++) {
        session.activations(features);
      }
      heard = (cpu() - heard) / 4 / 30;
      System.out.printf(
          Locale.ROOT,
          "%s: %d weights, %.2f M multiply-adds a frame; step %dx%d best %.0f median %.0f ms, cpu"
              + " %.0f ms, %.0fx by cpu; inference cpu %.2f ms per s (%.0fx a core)%n",
          config.name(),
          layout.size(),
          config.multiplyAddsPerFrame() / 1e6,
          items,
          frames,
          step[0],
          step[steps / 2],
          cpu,
          items * frames * 20 / cpu,
          heard,
          1000 / heard);
    }
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }
}
