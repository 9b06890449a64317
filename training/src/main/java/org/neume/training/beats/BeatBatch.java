package org.neume.training.beats;

import java.util.List;
import org.neume.training.train.Batch;

/**
 * Segments of pieces with their targets, as one training step sees them. All arrays are row-major.
 *
 * @param items segments
 * @param frames frames of each segment
 * @param features [items, frames, 81]
 * @param gains [items, 81], factor on each band before the logarithm
 * @param floors [items, 81], added to each band before the logarithm
 * @param targets [items, frames, 2], beat and downbeat, 0 to 1
 * @param weights [items, frames, 2], weight of each target, 0 where it is unknown
 * @param tempoTargets [items, tempo classes], sums to 1 where the tempo is known
 */
@SuppressWarnings(
    "ArrayRecordComponent") // moved once from the sampler to the session, never compared
record BeatBatch(
    int items,
    int frames,
    float[] features,
    float[] gains,
    float[] floors,
    float[] targets,
    float[] weights,
    float[] tempoTargets)
    implements Batch {

  @Override
  public List<Array> arrays() {
    int bands = gains.length / items;
    return List.of(
        new Array(features, items, frames, bands),
        new Array(gains, items, 1, bands),
        new Array(floors, items, 1, bands),
        new Array(targets, items, frames, 2),
        new Array(weights, items, frames, 2),
        new Array(tempoTargets, items, tempoTargets.length / items));
  }
}
