package org.neume.training.train;

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
record Batch(
    int items,
    int frames,
    float[] features,
    float[] gains,
    float[] floors,
    float[] targets,
    float[] weights,
    float[] tempoTargets) {}
