package org.neume.feature.signal;

/** Receives mono samples in order, in runs of any length. */
@FunctionalInterface
public interface SampleSink {

  /**
   * Takes {@code length} samples from {@code offset} on; the array belongs to the caller and is
   * overwritten after the call.
   */
  void samples(float[] samples, int offset, int length);
}
