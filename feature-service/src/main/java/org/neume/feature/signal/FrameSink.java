package org.neume.feature.signal;

/** Receives feature frames in order, one call per frame. */
@FunctionalInterface
public interface FrameSink {

  /**
   * Takes one frame.
   *
   * @param frame number of the frame, from 0 at the start of the recording
   * @param bands the values of the frame, lowest band first; the array belongs to the caller and is
   *     overwritten by the next frame, so copy what must stay
   */
  void frame(long frame, float[] bands);
}
