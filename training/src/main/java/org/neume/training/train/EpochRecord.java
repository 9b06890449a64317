package org.neume.training.train;

/**
 * One epoch of a run, for the curves.
 *
 * @param epoch number from 1; 0 for weights that the run was given, before its first step
 * @param step steps done at its end
 * @param trainingLoss mean loss of its batches; not a number for epoch 0
 * @param figures what the validation found
 * @param seconds wall-clock seconds of the epoch, validation included
 */
public record EpochRecord(
    int epoch, long step, double trainingLoss, Figures figures, double seconds) {

  /** The figure that decides. */
  public double score() {
    return figures.score();
  }
}
