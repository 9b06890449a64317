package org.neume.training.train;

/**
 * The vectors that a training run carries from step to step. The arrays are owned by the state and
 * must not be written to.
 *
 * @param weights the weights
 * @param firstMoment Adam's running mean of the gradient
 * @param secondMoment Adam's running mean of its square
 * @param average running mean of the weights: what is validated and exported
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, moved and never compared
record WeightState(float[] weights, float[] firstMoment, float[] secondMoment, float[] average) {

  /** The state before the first step. */
  static WeightState start(float[] weights) {
    return new WeightState(
        weights, new float[weights.length], new float[weights.length], weights.clone());
  }
}
