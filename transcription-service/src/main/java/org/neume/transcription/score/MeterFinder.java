package org.neume.transcription.score;

import org.neume.transcription.score.Division.Family;

/** Decides which note value a tracked beat is. Quarters, unless there is evidence. */
final class MeterFinder {
  /** Six beats in a bar faster than this are eighths. */
  private static final double EIGHTHS_FASTER_THAN = 140;

  /** So many of the divided beats must divide into three: in bars of two beats, and in others. */
  private static final double TRIPLE_SHARE = 0.8;

  private static final double TRIPLE_SHARE_OF_LONG_BARS = 0.95;

  /** And so many of all beats with notes must be divided. */
  private static final double DIVIDED_SHARE = 0.4;

  private static final int FEWEST_BEATS = 6;

  private MeterFinder() {}

  /** Decides from the places that the notes took while beats were thought of as quarters. */
  static BeatUnit find(BeatGrid grid, Quantized quantized) {
    int length = BarFinder.usualLength(grid);
    if (length % 3 == 0 && length >= 6 && 60 / grid.medianPeriod() > EIGHTHS_FASTER_THAN) {
      return BeatUnit.EIGHTH;
    }
    int beats = 0;
    int duple = 0;
    int triple = 0;
    int last = -1;
    for (int i = 0; i < quantized.places().length; i++) {
      if (quantized.beat(i) == last) {
        continue;
      }
      last = quantized.beat(i);
      beats++;
      Family family = quantized.divisions()[i].family();
      duple += family == Family.DUPLE ? 1 : 0;
      triple += family == Family.TRIPLE ? 1 : 0;
    }
    double share = length == 2 ? TRIPLE_SHARE : TRIPLE_SHARE_OF_LONG_BARS;
    boolean evidence =
        triple >= FEWEST_BEATS
            && triple >= share * (duple + triple)
            && duple + triple >= DIVIDED_SHARE * beats;
    return evidence && length <= 4 ? BeatUnit.DOTTED_QUARTER : BeatUnit.QUARTER;
  }
}
