package org.neume.training.pitch;

import java.util.List;
import java.util.stream.LongStream;
import org.neume.training.train.Batch;

/**
 * Notes with what they are, as one training step sees them. All arrays are row-major.
 *
 * @param items notes
 * @param window sizes of the window of a note
 * @param sounds [items, window]
 * @param targets [items, classes]: 1 at each known class, a row of zeros for what is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // moved once to the session, never compared
record PitchBatch(int items, long[] window, float[] sounds, float[] targets) implements Batch {
  @Override
  public List<Array> arrays() {
    long[] shape = LongStream.concat(LongStream.of(items), LongStream.of(window)).toArray();
    return List.of(new Array(sounds, shape), new Array(targets, items, targets.length / items));
  }
}
