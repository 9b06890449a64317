package org.neume.training.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run needs to go on as if it had never stopped. Random numbers need no state of
 * their own: each step derives them from the seed and its number.
 *
 * @param identity text of the {@link RunIdentity}, which must be the same when the run goes on
 * @param step steps done
 * @param state weights and slots
 * @param bestWeights averaged weights of the best epoch so far
 * @param epochs finished epochs, perhaps with epoch 0 in front
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, moved and never compared
record Checkpoint(
    String identity, long step, WeightState state, float[] bestWeights, List<EpochRecord> epochs) {

  Checkpoint {
    epochs = List.copyOf(epochs);
  }

  /** Trained epochs. */
  int done() {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
  }

  /** Epochs since the best one; 0 before the first. */
  int sinceBest() {
    return epochs.isEmpty() ? 0 : epochs.size() - 1 - epochs.indexOf(best());
  }

  /** The first of the epochs with the highest score: the one of {@link #bestWeights}. */
  EpochRecord best() {
    @Nullable EpochRecord best = null;
    for (EpochRecord epoch : epochs) {
      best = best == null || best.score() < epoch.score() ? epoch : best;
    }
    return best == null ? last() : best;
  }

  /** The last epoch. */
  EpochRecord last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("the run has no finished epoch");
    }
    return epochs.get(epochs.size() - 1);
  }

  /** Whether an epoch with this score would be the best one. */
  boolean isBeatenBy(double score) {
    return epochs.stream().allMatch(epoch -> epoch.score() < score);
  }

  /** What is exported. */
  Trained trained(Keep keep) {
    return keep == Keep.BEST
        ? new Trained(bestWeights, best(), epochs)
        : new Trained(state.average(), last(), epochs);
  }
}
