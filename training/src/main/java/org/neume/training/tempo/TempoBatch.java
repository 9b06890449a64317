package org.neume.training.tempo;

import java.util.List;
import org.neume.training.train.Batch;

/**
 * Windows with their beats, as one training step sees them. All arrays are row-major.
 *
 * @param items windows
 * @param frames frames of each
 * @param samples [items, frames, 100]
 * @param targets [items, frames, activations of a frame]
 */
@SuppressWarnings("ArrayRecordComponent") // moved once to the session, never compared
record TempoBatch(int items, int frames, float[] samples, float[] targets) implements Batch {
  @Override
  public List<Array> arrays() {
    int rows = items * frames;
    return List.of(
        new Array(samples, items, frames, samples.length / rows),
        new Array(targets, items, frames, targets.length / rows));
  }
}
