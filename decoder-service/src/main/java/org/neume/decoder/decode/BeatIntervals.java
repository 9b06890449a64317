package org.neume.decoder.decode;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Sets of beat periods in whole frames, shortest first (Krebs, Böck and Widmer 2015, section 3.1).
 */
public final class BeatIntervals {
  private static final double LOG_2 = StrictMath.log(2);

  private BeatIntervals() {}

  /** Every period from {@code shortest} to {@code longest} frames. */
  public static List<Integer> ofFrames(int shortest, int longest) {
    return IntStream.rangeClosed(shortest, longest).boxed().toList();
  }

  /**
   * Every period of a tempo range, its ends rounded to whole frames.
   *
   * @param frameRate frames per second
   * @param minTempo slowest tempo in beats per minute
   * @param maxTempo fastest tempo in beats per minute
   */
  public static List<Integer> ofTempi(double frameRate, double minTempo, double maxTempo) {
    requireRange(frameRate, minTempo, maxTempo);
    return ofFrames(
        (int) Math.rint(60 * frameRate / maxTempo), (int) Math.rint(60 * frameRate / minTempo));
  }

  /**
   * At least {@code count} periods of a tempo range, spaced evenly on a logarithmic scale between
   * the unrounded ends, then rounded; all of them if the range has no more than {@code count}.
   *
   * @param frameRate frames per second
   * @param minTempo slowest tempo in beats per minute
   * @param maxTempo fastest tempo in beats per minute
   * @param count periods wanted
   */
  public static List<Integer> logSpaced(
      double frameRate, double minTempo, double maxTempo, int count) {
    List<Integer> all = ofTempi(frameRate, minTempo, maxTempo);
    if (count < 1) {
      throw new IllegalArgumentException("tempo count is " + count + ": it must be 1 or more");
    }
    if (all.size() <= count) {
      return all;
    }
    double low = StrictMath.log(60 * frameRate / maxTempo) / LOG_2;
    double high = StrictMath.log(60 * frameRate / minTempo) / LOG_2;
    for (int values = count; ; values++) {
      List<Integer> unique = spaced(low, high, values);
      if (unique.size() >= count) {
        return unique;
      }
    }
  }

  private static List<Integer> spaced(double low, double high, int values) {
    return IntStream.range(0, values)
        .map(
            i -> {
              double exponent = values == 1 ? low : low + (high - low) * i / (values - 1);
              return (int) Math.rint(StrictMath.pow(2, exponent));
            })
        .distinct()
        .boxed()
        .toList();
  }

  private static void requireRange(double frameRate, double minTempo, double maxTempo) {
    if (!(frameRate > 0 && minTempo > 0 && maxTempo >= minTempo)
        || Double.isInfinite(frameRate)
        || Double.isInfinite(maxTempo)) {
      throw new IllegalArgumentException(
          "tempo range %s..%s BPM at %s frames per second: give positive numbers, slowest first"
              .formatted(minTempo, maxTempo, frameRate));
    }
  }
}
