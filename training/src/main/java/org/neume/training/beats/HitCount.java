package org.neume.training.beats;

/** F-measure of event times: an estimate is right within a tolerance of a reference, one to one. */
final class HitCount {
  private HitCount() {}

  /**
   * 2 hits / (references + estimates). Both lists rise, so matching each reference with the
   * earliest estimate that is still free finds the most pairs.
   *
   * @param tolerance in seconds
   */
  static double fMeasure(double[] references, double[] estimates, double tolerance) {
    if (references.length + estimates.length == 0) {
      return 1;
    }
    int hits = 0;
    int next = 0;
    for (double reference : references) {
      while (next < estimates.length && estimates[next] < reference - tolerance) {
        next++;
      }
      if (next < estimates.length && estimates[next] <= reference + tolerance) {
        hits++;
        next++;
      }
    }
    return 2.0 * hits / (references.length + estimates.length);
  }
}
