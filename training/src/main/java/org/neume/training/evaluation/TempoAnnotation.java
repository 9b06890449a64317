package org.neume.training.evaluation;

/**
 * The tempo of a recording as listeners give it: two rates that they tap, and how many tap the first.
 *
 * @param first beats per minute; above 0 in a reference
 * @param second beats per minute; 0 where only one is known
 * @param weight share of the first, 0 to 1
 */
public record TempoAnnotation(double first, double second, double weight) {

  /** Refuses what is no tempo. */
  public TempoAnnotation {
    if (!(first >= 0 && Double.isFinite(first) && second >= 0 && Double.isFinite(second))) {
      throw new IllegalArgumentException(
          "tempi of "
              + first
              + " and "
              + second
              + " beats per minute; give finite values, 0 for none");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "a weight of " + weight + " for the first tempo; give 0 to 1");
    }
  }

  /** One tempo. */
  public static TempoAnnotation of(double beatsPerMinute) {
    return new TempoAnnotation(beatsPerMinute, 0, 1);
  }

  /** The tempo of a beat annotation: 60 over the median interval. */
  public static TempoAnnotation of(BeatSequence beats) {
    return of(beats.medianTempo());
  }

  /** The tempo with the larger share. */
  public double main() {
    return weight >= 0.5 || second == 0 ? first : second;
  }
}
