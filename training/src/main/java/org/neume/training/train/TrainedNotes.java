package org.neume.training.train;

import java.util.Comparator;
import java.util.List;
import org.neume.training.network.NoteNetworkConfig;

/**
 * The result of a note network's training run.
 *
 * @param network its shape
 * @param weights weights of the best epoch, in the order of the network's layout
 * @param epochs the run, epoch by epoch
 */
@SuppressWarnings("ArrayRecordComponent") // a large vector, moved and never compared
public record TrainedNotes(NoteNetworkConfig network, float[] weights, List<NoteEpoch> epochs) {

  /** Protects the list. */
  public TrainedNotes {
    epochs = List.copyOf(epochs);
  }

  /** The epoch that the weights come from. */
  public NoteEpoch best() {
    return epochs.stream()
        .max(Comparator.comparingDouble((NoteEpoch e) -> e.figures().score()))
        .orElseThrow(() -> new IllegalStateException("the run has no finished epoch"));
  }
}
