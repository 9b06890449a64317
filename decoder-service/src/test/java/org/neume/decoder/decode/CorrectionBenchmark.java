package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Prints what it costs to decode a recording of three minutes again under constraints, once warm: the
 * median and the slowest of some runs. Not a test; run its main method.
 */
public final class CorrectionBenchmark {
  private static final int FRAMES = 18_000;
  private static final int RUNS = 15;

  private CorrectionBenchmark() {}

  /** Prints one line per kind of constraints. */
  public static void main(String[] args) throws ConstraintConflictException {
    float[] rows = RandomActivations.music(3, FRAMES);
    DecoderConfig config = DecoderConfig.defaults();
    List<DecodedBeat> beats = ConstrainedDecoder.decode(config, rows, 2, List.of()).beats();
    Random random = new Random(1);
    List<BeatConstraint> placed = new ArrayList<>();
    List<BeatConstraint> mixed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      DecodedBeat beat = beats.get((i * beats.size()) / 50);
      placed.add(
          new BeatConstraint.Beat(
              Math.max(0, beat.frame() + random.nextInt(9) - 4), i % 5 == 0 ? 1 : 0));
      mixed.add(
          i % 5 < 3
              ? placed.get(i)
              : i % 5 == 3
                  ? new BeatConstraint.NoBeat(beat.frame() + 10, beat.frame() + 60)
                  : new BeatConstraint.Meter(i * 350L, i * 350L + 200, 3 + i % 2));
    }
    print("no constraints", config, rows, List.of());
    print("50 placed beats", config, rows, placed);
    print("50 of all kinds", config, rows, mixed);
    print("half the tempo", config, rows, tempo(0, 40, 70));
    print("twice the tempo", config, rows, tempo(0, 160, 280));
    print("20 to 400 BPM", config, rows, tempo(0, 20, 400));
    print("half the tempo in the second half", config, rows, tempo(FRAMES / 2, 40, 70));
    print(
        "bars of 7 in the second half",
        config,
        rows,
        List.of(new BeatConstraint.Meter(FRAMES / 2, BeatConstraint.TO_THE_END, 7)));
  }

  private static List<BeatConstraint> tempo(long first, double slowest, double fastest) {
    return List.of(new BeatConstraint.Tempo(first, BeatConstraint.TO_THE_END, slowest, fastest));
  }

  private static void print(
      String name, DecoderConfig config, float[] rows, List<BeatConstraint> constraints)
      throws ConstraintConflictException {
    double[] seconds = new double[RUNS];
    int beats = 0;
    for (int run = -5; run < RUNS; run++) {
      long start = System.nanoTime();
      beats = ConstrainedDecoder.decode(config, rows, 2, constraints).beats().size();
      if (run >= 0) {
        seconds[run] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    System.out.printf(
        "%-36s %.3f s, slowest of %d %.3f s, %d beats%n",
        name, seconds[RUNS / 2], RUNS, seconds[RUNS - 1], beats);
  }
}
