package org.neume.decoder.decode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * Prints what decoding costs: CPU time per second of audio after warm-up, and the memory that a long
 * recording leaves behind. Not a test; run its main method.
 */
public final class DecoderBenchmark {
  private static final int CHUNK = 50;

  private DecoderBenchmark() {}

  /**
   * Prints one line per configuration.
   *
   * @param args hours of audio to decode, 2 if none are given
   */
  public static void main(String[] args) {
    double hours = args.length > 0 ? Double.parseDouble(args[0]) : 2;
    DecoderConfig defaults = DecoderConfig.defaults();
    DecoderConfig sixty =
        defaults.withTempo(TempoModel.exponential(BeatIntervals.logSpaced(100, 55, 215, 60), 100));
    DecoderConfig sevenBars = defaults.withMeter(new MeterModel(List.of(2, 3, 4, 5, 6, 7), 1e-6));
    DecoderConfig manyBars =
        defaults.withMeter(new MeterModel(List.of(2, 3, 4, 5, 6, 7, 9, 12), 1e-3));
    print("defaults, bars of 3 and 4, all periods", defaults, hours);
    print("60 periods", sixty, hours / 4);
    print("beats only", DecoderConfig.beatsOnly(), hours / 4);
    print("bars of 2 to 7", sevenBars, hours / 8);
    print("bars of 2 to 7, 9 and 12", manyBars, hours / 8);
  }

  private static void print(String name, DecoderConfig config, double hours) {
    BeatNetwork network = new BeatNetwork(config);
    run(network, 60_000, 1);
    long before = usedBytes();
    int frames = (int) (hours * 360_000);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    DbnBeatDecoder decoder = run(network, frames, 2);
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    long held = usedBytes() - before;
    System.out.printf(
        "%-42s %.3f ms CPU per second of audio, %.1f MB held after %.2f h, decided to %.1f s%n",
        name,
        seconds * 1000 / (frames / 100.0),
        held / 1e6,
        hours,
        decoder.neededFromFrame() / 100.0);
  }

  private static DbnBeatDecoder run(BeatNetwork network, int frames, long seed) {
    DbnBeatDecoder decoder = DbnBeatDecoder.of(network);
    int piece = 30_000;
    for (int done = 0; done < frames; done += piece) {
      float[] music = RandomActivations.music(seed + done, piece);
      for (int at = 0; at < piece; at += CHUNK) {
        float[] rows = Arrays.copyOfRange(music, 2 * at, 2 * (at + CHUNK));
        decoder.push(rows, CHUNK, 2);
      }
    }
    return decoder;
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
