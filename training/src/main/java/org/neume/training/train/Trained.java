package org.neume.training.train;

import java.util.List;

/**
 * The result of a training run.
 *
 * @param weights the averaged weights that are kept, in the order of the network's layout
 * @param kept the epoch that they come from
 * @param epochs the run, epoch by epoch
 */
@SuppressWarnings("ArrayRecordComponent") // a large vector, moved and never compared
public record Trained(float[] weights, EpochRecord kept, List<EpochRecord> epochs) {

  /** Protects the list. */
  public Trained {
    epochs = List.copyOf(epochs);
  }
}
