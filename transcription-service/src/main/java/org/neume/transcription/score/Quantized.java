package org.neume.transcription.score;

/**
 * Onsets on the grid.
 *
 * @param places steps from the grid's first beat, not decreasing, one per onset
 * @param divisions of the beat in which each onset's place lies
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record Quantized(int[] places, Division[] divisions) {
  int beat(int onset) {
    return places[onset] / BeatUnit.STEPS;
  }
}
