package org.neume.training.data;

import java.util.List;
import org.neume.training.render.Beat;

/**
 * Features of one piece with its beats.
 *
 * @param frameRate frames per second
 * @param bands values per frame
 * @param halves float16 bits, frames x bands row by row; owned by this record, not to be changed
 * @param beats in seconds from the center of frame 0
 * @param downbeatsKnown false where the beats' numbers mean nothing
 */
// The array is the point: megabytes of features, handed over and never changed.
@SuppressWarnings("ArrayRecordComponent")
public record LabeledFeatures(
    double frameRate, int bands, short[] halves, List<Beat> beats, boolean downbeatsKnown) {
  /** Copies the list. */
  public LabeledFeatures {
    beats = List.copyOf(beats);
    if (bands < 1 || halves.length % bands != 0) {
      throw new IllegalArgumentException(
          halves.length + " values are no whole frames of " + bands + " bands");
    }
  }

  /** Number of frames. */
  public int frames() {
    return halves.length / bands;
  }

  /** Length in seconds. */
  public double seconds() {
    return frames() / frameRate;
  }
}
