package org.neume.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Every customary figure for beats, all from 0 to 1. As mir_eval does, beats in the first five seconds are left out, where
 * listeners too are still finding the beat, and an empty side scores 0.
 *
 * @param fMeasure within 70 ms, one to one
 * @param cemgil Gaussian accuracy
 * @param cemgilBestLevel the same at the best metric level
 * @param gotoScore 1 or 0
 * @param pScore correlation of pulse trains
 * @param correctContinuous CMLc
 * @param correctTotal CMLt
 * @param anyContinuous AMLc
 * @param anyTotal AMLt
 * @param informationGain of the histogram of errors
 * @param downbeatFMeasure F-measure of the downbeats alone; absent where the reference has no beat numbers
 */
public record BeatScores(
    double fMeasure,
    double cemgil,
    double cemgilBestLevel,
    double gotoScore,
    double pScore,
    double correctContinuous,
    double correctTotal,
    double anyContinuous,
    double anyTotal,
    double informationGain,
    OptionalDouble downbeatFMeasure) {
  /** Seconds left out at the start. */
  public static final double SETTLING_SECONDS = 5;

  /** Seconds to either side within which a beat counts as found. */
  public static final double BEAT_TOLERANCE = 0.07;

  /** Scores with the customary five seconds left out. */
  public static BeatScores score(BeatSequence reference, BeatSequence estimate) {
    return score(reference, estimate, SETTLING_SECONDS);
  }

  /**
   * Scores.
   *
   * @param settlingSeconds beats before this time are left out on both sides
   */
  public static BeatScores score(
      BeatSequence reference, BeatSequence estimate, double settlingSeconds) {
    double[] references = from(settlingSeconds, reference.times());
    double[] estimates = from(settlingSeconds, estimate.times());
    CemgilScore cemgil = CemgilScore.of(references, estimates);
    Continuity continuity = Continuity.of(references, estimates);
    OptionalDouble downbeats =
        reference.isNumbered()
            ? OptionalDouble.of(
                fMeasure(
                    from(settlingSeconds, reference.downbeats()),
                    from(settlingSeconds, estimate.downbeats())))
            : OptionalDouble.empty();
    return new BeatScores(
        fMeasure(references, estimates),
        cemgil.accuracy(),
        cemgil.bestLevel(),
        GotoScore.of(references, estimates),
        PScore.of(references, estimates),
        continuity.correctContinuous(),
        continuity.correctTotal(),
        continuity.anyContinuous(),
        continuity.anyTotal(),
        InformationGain.of(references, estimates),
        downbeats);
  }

  /** By mir_eval's names, in its order; the downbeats' figure, which it has no name for, comes last. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("F-measure", fMeasure);
    map.put("Cemgil", cemgil);
    map.put("Cemgil Best Metric Level", cemgilBestLevel);
    map.put("Goto", gotoScore);
    map.put("P-score", pScore);
    map.put("Correct Metric Level Continuous", correctContinuous);
    map.put("Correct Metric Level Total", correctTotal);
    map.put("Any Metric Level Continuous", anyContinuous);
    map.put("Any Metric Level Total", anyTotal);
    map.put("Information gain", informationGain);
    downbeatFMeasure.ifPresent(value -> map.put("Downbeat F-measure", value));
    return map;
  }

  private static double fMeasure(double[] references, double[] estimates) {
    return EventScores.of(references, estimates, BEAT_TOLERANCE).fMeasure();
  }

  private static double[] from(double seconds, double[] times) {
    return Arrays.stream(times).filter(t -> t >= seconds).toArray();
  }
}
