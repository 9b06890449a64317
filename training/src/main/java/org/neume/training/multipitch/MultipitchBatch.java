package org.neume.training.multipitch;

import java.util.List;
import org.neume.training.train.Batch;

/**
 * Stretches of pieces with their labels, as one training step sees them. All arrays are row-major.
 *
 * @param items stretches
 * @param features [items, frames with the network's surroundings, width]
 * @param width values of a frame
 * @param targets [items, frames, 128]
 */
@SuppressWarnings("ArrayRecordComponent") // moved once to the session, never compared
record MultipitchBatch(int items, float[] features, int width, float[] targets) implements Batch {
  @Override
  public List<Array> arrays() {
    return List.of(
        new Array(features, items, features.length / items / width, width),
        new Array(
            targets,
            items,
            targets.length / items / MultipitchPiece.PITCHES,
            MultipitchPiece.PITCHES));
  }
}
