package org.neume.decoder.decode;

/**
 * Log probabilities as whole multiples of 2^-16 nats: sums of them are exact, so a score does not
 * depend on the order of its additions or on where a restarted decoder began to count.
 *
 * <p>An hour at 100 frames per second and 30 nats per frame stays below 2^40 units.
 */
final class FixedPoint {
  /** No path leads here. Low enough to stay the lowest when scores are added to it. */
  static final long IMPOSSIBLE = Long.MIN_VALUE / 4;

  private static final double UNITS_PER_NAT = 1 << 16;

  private FixedPoint() {}

  /** The logarithm of a probability, {@link #IMPOSSIBLE} for 0. */
  static long log(double probability) {
    if (probability <= 0) {
      return IMPOSSIBLE;
    }
    // StrictMath gives the same bits on every machine and before and after compilation.
    return Math.round(StrictMath.log(probability) * UNITS_PER_NAT);
  }

  /** A log probability of so many nats. */
  static long fromNats(double nats) {
    return Math.round(nats * UNITS_PER_NAT);
  }

  /** Whether a score, perhaps with others added to it, stems from {@link #IMPOSSIBLE}. */
  static boolean isImpossible(long score) {
    return score < IMPOSSIBLE / 2;
  }

  static double toNats(long score) {
    return score / UNITS_PER_NAT;
  }
}
