package org.neume.transcription.score;

/**
 * What the scorer assumes about how people play and how they want to read.
 *
 * <p>The deviation of an onset from its place on the grid is taken as Gaussian with the variance
 * {@code (timeDeviation / beat's length)^2 + beatDeviation^2}, in beats: part of it comes from hands
 * and from the transcription, in seconds, part from a tempo that bends inside the beat.
 *
 * @param subdivisions finest grid per beat: 12 holds sixteenths and their triplets, 24 also
 *     thirty-seconds
 * @param timeDeviation standard deviation of onsets in seconds, above 0
 * @param beatDeviation standard deviation of onsets in beats, above 0
 * @param voicesPerStaff at most so many voices in a staff, 1 to 3
 * @param defaultTempo beats per minute of pieces without beats
 */
public record ScoreOptions(
    int subdivisions,
    double timeDeviation,
    double beatDeviation,
    int voicesPerStaff,
    double defaultTempo) {
  private static final ScoreOptions DEFAULTS = new ScoreOptions(12, 0.025, 0.02, 2, 120);

  /** Checks the ranges. */
  public ScoreOptions {
    if (subdivisions != 12 && subdivisions != 24) {
      throw new IllegalArgumentException("a beat has 12 or 24 subdivisions, not " + subdivisions);
    }
    if (!(timeDeviation > 0 && beatDeviation > 0)) {
      throw new IllegalArgumentException(
          "onsets deviate by more than 0, not by "
              + timeDeviation
              + " s and "
              + beatDeviation
              + " beats");
    }
    if (voicesPerStaff < 1 || voicesPerStaff > 3) {
      throw new IllegalArgumentException("a staff has 1 to 3 voices, not " + voicesPerStaff);
    }
    if (!(defaultTempo >= 20 && defaultTempo <= 400)) {
      throw new IllegalArgumentException(
          "a default tempo of " + defaultTempo + " beats per minute is not in 20..400");
    }
  }

  /** 12 subdivisions, 25 ms and 0.02 beats of deviation, 2 voices, 120 beats per minute. */
  public static ScoreOptions defaults() {
    return DEFAULTS;
  }
}
