package org.neume.decoder.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.BeatConstraint;
import org.neume.decoder.decode.ConstrainedDecoder;
import org.neume.decoder.decode.ConstraintConflictException;
import org.neume.decoder.decode.TempoCorridor;
import org.neume.schemas.record.ActivationBlock;

/**
 * The activations of a whole recording that its decoder reads. Immutable but for what is computed once
 * and kept; safe for use by many threads.
 */
final class RecordedActivations {
  private final ActivationBlock first;
  private final ActivationDecoding.Network decoding;
  private final boolean downbeats;
  private final float[] rows;
  private final int columns;
  private @Nullable TempoCorridor corridor;

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

  /**
   * The beats under constraints.
   *
   * @throws ConstraintConflictException as {@link ConstrainedDecoder} does
   */
  BeatAnnotation decode(List<BeatConstraint> constraints) throws ConstraintConflictException {
    return ConstrainedDecoder.decode(
        decoding.suited(downbeats), rows, columns, constraints, this::corridor);
  }

  /** Computed for the first correction of a recording, for others mostly follow. */
  private synchronized TempoCorridor corridor() {
    TempoCorridor known = corridor;
    if (known == null) {
      known = TempoCorridor.of(decoding.suited(downbeats), rows, columns);
      corridor = known;
    }
    return known;
  }

  /** About what it takes in memory. */
  long bytes() {
    return (long) Float.BYTES * rows.length + TempoCorridor.BYTES_PER_FRAME * frames() + 1024;
  }
}
