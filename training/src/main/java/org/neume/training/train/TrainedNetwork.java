package org.neume.training.train;

import java.util.Comparator;
import java.util.List;
import org.neume.training.network.BeatNetworkConfig;

/**
 * The result of a training run.
 *
 * @param network its shape
 * @param weights weights of the best epoch, in the order of the network's layout
 * @param epochs the run, epoch by epoch
 */
@SuppressWarnings("ArrayRecordComponent") // a large vector, moved and never compared
public record TrainedNetwork(BeatNetworkConfig network, float[] weights, List<EpochRecord> epochs) {

  /** Protects the list. */
  public TrainedNetwork {
    epochs = List.copyOf(epochs);
  }

  /** The epoch that the weights come from. */
  public EpochRecord best() {
    return epochs.stream()
        .max(Comparator.comparingDouble((EpochRecord e) -> e.validation().score()))
        .orElseThrow(() -> new IllegalStateException("the run has no finished epoch"));
  }
}
