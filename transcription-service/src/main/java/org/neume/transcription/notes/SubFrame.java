package org.neume.transcription.notes;

/** Where between frames something is. */
final class SubFrame {
  private SubFrame() {}

  /**
   * How far behind a frame the peak of a symmetric triangle lies that passes through three frames:
   * (c - a) / (b - min(a, c)) / 2 (Kong et al., "High-resolution piano transcription with pedals by
   * regressing onset and offset times", 2021, section III-D).
   *
   * @param before value a frame earlier
   * @param peak value of the frame, not below its neighbors
   * @param after value a frame later
   * @return frames, -0.5 to 0.5; 0 on a plateau
   */
  static double peak(double before, double peak, double after) {
    double height = peak - Math.min(before, after);
    return height > 0 ? (after - before) / height / 2 : 0;
  }

  /**
   * How far behind a frame a falling line crosses a level.
   *
   * @param here value of the frame, at the level or above
   * @param after value a frame later, below the level
   * @return frames, 0 to 1
   */
  static double crossing(double here, double after, double level) {
    return (here - level) / (here - after);
  }
}
