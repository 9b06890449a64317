package org.neume.training.beats;

import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;

/**
 * What a training run minimises.
 *
 * @param neighbor target of the frames right beside a beat, 0 to 1
 * @param secondNeighbor target of the frames two away from a beat, 0 to 1
 * @param positiveWeight weight of a beat frame against another one
 * @param downbeatWeight weight of the downbeat task against the beat task
 * @param tempoWeight weight of the tempo task against the beat task
 */
public record LossOptions(
    double neighbor,
    double secondNeighbor,
    double positiveWeight,
    double downbeatWeight,
    double tempoWeight) {

  /** Checks the ranges. */
  public LossOptions {
    if (!(neighbor >= 0 && neighbor <= 1 && secondNeighbor >= 0 && secondNeighbor <= 1)) {
      throw new IllegalArgumentException("targets of neighbors must be in [0, 1]");
    }
    if (!(positiveWeight > 0 && downbeatWeight >= 0 && tempoWeight >= 0)) {
      throw new IllegalArgumentException("loss weights must not be negative");
    }
  }

  /** The seed's loss for two classes; widened targets and three tasks otherwise. */
  public static LossOptions of(BeatNetworkConfig config) {
    return config.heads() == OutputHeads.BEAT_CLASSES
        ? new LossOptions(0, 0, 70, 0, 0)
        : new LossOptions(0.5, 0.25, 1, 1, 0.02);
  }
}
