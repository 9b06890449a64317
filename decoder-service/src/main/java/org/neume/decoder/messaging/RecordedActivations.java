package org.neume.decoder.messaging;

import org.neume.decoder.decode.ActivationDecoding;
import org.neume.schemas.record.ActivationBlock;

/** The activations of a whole recording that its decoder reads. Immutable. */
final class RecordedActivations {
  private final ActivationBlock first;
  private final ActivationDecoding.Network decoding;
  private final boolean downbeats;
  private final float[] rows;
  private final int columns;

  /**
   * Activations.
   *
   * @param first the recording's first block, without payload
   * @param rows rows of {@code columns} values; not copied
   */
  RecordedActivations(
      ActivationBlock first,
      ActivationDecoding.Network decoding,
      boolean downbeats,
      float[] rows,
      int columns) {
    this.first = first;
    this.decoding = decoding;
    this.downbeats = downbeats;
    this.rows = rows;
    this.columns = columns;
  }

  ActivationDecoding.Network decoding() {
    return decoding;
  }

  boolean hasDownbeats() {
    return downbeats;
  }

  double frameRate() {
    return first.getFrameRate();
  }

  String provenance() {
    return first.getProvenance();
  }

  int frames() {
    return rows.length / columns;
  }

  /** Not to be changed. */
  float[] rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** About what it takes in memory. */
  long bytes() {
    return (long) Float.BYTES * rows.length + 1024;
  }
}
