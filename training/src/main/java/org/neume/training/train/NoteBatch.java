package org.neume.training.train;

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
record NoteBatch(int items, int frames, float[] features, float[] targets) {}
