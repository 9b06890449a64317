package org.neume.training.evaluation;

/**
 * The largest number of one-to-one pairs of events that lie within a tolerance. On a line, with one tolerance for all,
 * pairing every reference with the earliest estimate that is still free and near enough reaches that maximum, so no
 * graph is needed.
 */
final class EventMatching {
  private EventMatching() {}

  /**
   * Counts pairs with {@code estimate - tolerance <= reference <= estimate + tolerance}.
   *
   * @param references seconds, never falling
   * @param estimates seconds, never falling
   * @param tolerance seconds
   */
  static int count(double[] references, double[] estimates, double tolerance) {
    int pairs = 0;
    int next = 0;
    for (double reference : references) {
      while (next < estimates.length && estimates[next] + tolerance < reference) {
        next++;
      }
      if (next < estimates.length && estimates[next] - tolerance <= reference) {
        pairs++;
        next++;
      }
    }
    return pairs;
  }
}
