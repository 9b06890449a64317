package org.neume.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures for the pitches of each frame, right within half a semitone, summed over all frames (Poliner and Ellis 2007; Bay,
 * Ehmann and Downie 2009).
 *
 * @param pitch the figures proper
 * @param chroma the same with octave errors forgiven
 */
public record MultipitchScores(Counts pitch, Counts chroma) {
  private static final double TOLERANCE = 0.5;
  private static final double OCTAVE = 12;

  /**
   * Sums over frames.
   *
   * @param right pitches that are in both
   * @param references pitches in the reference
   * @param estimates pitches in the estimate
   * @param common the smaller count of each frame
   * @param larger the larger count of each frame
   */
  public record Counts(long right, long references, long estimates, long common, long larger) {
    private double over(long count, long of) {
      return of == 0 ? 0 : (double) count / of;
    }

    double precision() {
      return over(right, estimates);
    }

    double recall() {
      return over(right, references);
    }

    void put(Map<String, Double> map, String prefix) {
      map.put(prefix + "Precision", precision());
      map.put(prefix + "Recall", recall());
      map.put(prefix + "Accuracy", over(right, estimates + references - right));
      map.put(prefix + "Substitution Error", over(common - right, references));
      map.put(prefix + "Miss Error", over(references - common, references));
      map.put(prefix + "False Alarm Error", over(estimates - common, references));
      map.put(prefix + "Total Error", over(larger - right, references));
    }
  }

  /** Scores an estimate, brought to the times of the reference. */
  public static MultipitchScores score(PitchFrames references, PitchFrames estimates) {
    PitchFrames matching = estimates.at(references.times());
    return new MultipitchScores(
        count(references.pitches(), matching.pitches(), false),
        count(references.pitches(), matching.pitches(), true));
  }

  /** By mir_eval's names. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    pitch.put(map, "");
    chroma.put(map, "Chroma ");
    return map;
  }

  private static Counts count(
      List<List<Double>> references, List<List<Double>> estimates, boolean chroma) {
    long right = 0;
    long inReference = 0;
    long inEstimate = 0;
    long common = 0;
    long larger = 0;
    for (int i = 0; i < references.size(); i++) {
      double[] a = semitones(references.get(i));
      double[] b = semitones(estimates.get(i));
      right += pairs(a, b, chroma);
      inReference += a.length;
      inEstimate += b.length;
      common += Math.min(a.length, b.length);
      larger += Math.max(a.length, b.length);
    }
    return new Counts(right, inReference, inEstimate, common, larger);
  }

  private static int pairs(double[] references, double[] estimates, boolean chroma) {
    return BipartiteMatching.size(
        BipartiteMatching.match(
            references.length,
            estimates.length,
            (reference, found) -> {
              for (int e = 0; e < estimates.length; e++) {
                if (distance(references[reference], estimates[e], chroma) <= TOLERANCE) {
                  found.accept(e);
                }
              }
            }));
  }

  private static double distance(double a, double b, boolean chroma) {
    double distance = Math.abs(a - b);
    if (!chroma) {
      return distance;
    }
    double within = distance % OCTAVE;
    return Math.min(within, OCTAVE - within);
  }

  private static double[] semitones(List<Double> hertz) {
    return hertz.stream().mapToDouble(f -> 69 + 12 * Math.log(f / 440) / Math.log(2)).toArray();
  }
}
