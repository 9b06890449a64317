package org.neume.decoder.decode;

/**
 * How {@link AutocorrelationDecoder} finds a tempo. Immutable.
 *
 * @param frameRate frames of activations per second, above 0
 * @param columns activations per frame, in order of time, 1 or more
 * @param slowest slowest tempo, in beats per minute
 * @param fastest fastest tempo, in beats per minute
 * @param longestSeconds longest lag of the autocorrelation: two beats of the slowest tempo at least
 * @param center the tempo that is preferred where evidence is equal, in beats per minute
 * @param octaves deviation of that preference: a tempo so many octaves from the center weighs
 *     exp(-1/2) of it
 * @param decideFrames frames between two decisions, by which a successor goes on; 1 or more
 */
public record TempoRule(
    double frameRate,
    int columns,
    double slowest,
    double fastest,
    double longestSeconds,
    double center,
    double octaves,
    int decideFrames) {
  /** Seconds of lags for bars of slow tempi: a successor has to read what they take. */
  private static final double MOST = 20;

  /** Refuses what is no rule, saying why. */
  public TempoRule {
    if (!(frameRate > 0) || columns < 1 || decideFrames < 1) {
      throw new IllegalArgumentException(
          "%s frames per second of %d columns, decided every %d: each must be above 0"
              .formatted(frameRate, columns, decideFrames));
    }
    if (!(slowest > 0 && slowest <= fastest && fastest <= 1010)) {
      throw new IllegalArgumentException(
          "tempi from %s to %s beats per minute: give the slower one first, at most 1000"
              .formatted(slowest, fastest));
    }
    if (!(longestSeconds >= 120 / slowest && longestSeconds <= 60)) {
      throw new IllegalArgumentException(
          "the longest lag is %s s: give two beats of the slowest tempo, %s s, to 60 s"
              .formatted(longestSeconds, 120 / slowest));
    }
    if (!(center > 0 && octaves > 0)) {
      throw new IllegalArgumentException(
          "a preference for %s beats per minute by %s octaves: both must be above 0"
              .formatted(center, octaves));
    }
  }

  /** What the network {@code tempo} is decoded with: 110.25 frames of 4 activations per second. */
  public static TempoRule defaults() {
    return new TempoRule(110.25, 4, 40, 240, 6, 120, 1, 1_100);
  }

  /** This rule with another preference for tempi. */
  public TempoRule withPreference(double otherCenter, double otherOctaves) {
    return new TempoRule(
        frameRate,
        columns,
        slowest,
        fastest,
        longestSeconds,
        otherCenter,
        otherOctaves,
        decideFrames);
  }

  /**
   * This rule for tempi between two others, or a hundredth beyond: what is played at the limit may be found
   * beside it. The preferred tempo stays where they hold it, and is their geometric mean otherwise; the
   * longest lag grows to two beats of the slower one, and to four while that is 20 s at most.
   *
   * @throws IllegalArgumentException if the slower one is below 2.1 beats per minute, or above the other
   */
  public TempoRule withTempi(double from, double to) {
    return new TempoRule(
        frameRate,
        columns,
        from * 0.99,
        to * 1.01,
        Math.max(
            Math.max(longestSeconds, 120 / (from * 0.99)), Math.min(MOST, 240 / (from * 0.99))),
        center >= from && center <= to ? center : Math.sqrt(from * to),
        octaves,
        decideFrames);
  }

  /** Activations per second. */
  double activationRate() {
    return frameRate * columns;
  }

  /** Pairs of activations that a lag is judged by at least: those of a second. */
  int leastOverlap() {
    return (int) activationRate();
  }

  /** The longest lag, in activations. */
  int longestLag() {
    return (int) Math.ceil(longestSeconds * activationRate()) + 2;
  }
}
