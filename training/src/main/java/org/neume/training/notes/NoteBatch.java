package org.neume.training.notes;

import java.util.List;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.Batch;

/**
 * Segments of pieces with their targets, as one training step sees them. All arrays are row-major.
 *
 * @param items segments
 * @param frames frames of each segment
 * @param features [items, frames, 432]
 * @param targets [items, frames, 264]: 88 onsets, 88 frames, 88 velocities, each 0 to 1
 */
@SuppressWarnings(
    "ArrayRecordComponent") // moved once from the sampler to the session, never compared
record NoteBatch(int items, int frames, float[] features, float[] targets) implements Batch {

  @Override
  public List<Array> arrays() {
    return List.of(
        new Array(features, items, frames, NoteNetworkConfig.BINS),
        new Array(targets, items, frames, NoteNetworkConfig.OUTPUTS));
  }
}
