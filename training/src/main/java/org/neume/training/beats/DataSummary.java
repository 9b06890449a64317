package org.neume.training.beats;

import java.util.List;

/**
 * How much there is to learn from.
 *
 * @param pieces number of pieces
 * @param hours their length
 * @param realPieces how many of them are recordings
 * @param realHours the recordings' length
 * @param beats annotated beats
 */
record DataSummary(int pieces, double hours, int realPieces, double realHours, long beats) {

  static DataSummary of(List<TrainingPiece> pieces) {
    double seconds = 0;
    double realSeconds = 0;
    int real = 0;
    long beats = 0;
    for (TrainingPiece piece : pieces) {
      double length = piece.frames() / piece.frameRate();
      seconds += length;
      beats += piece.beatTimes().length;
      if (piece.real()) {
        real++;
        realSeconds += length;
      }
    }
    return new DataSummary(pieces.size(), seconds / 3600, real, realSeconds / 3600, beats);
  }
}
