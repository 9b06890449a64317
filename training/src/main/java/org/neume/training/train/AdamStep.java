package org.neume.training.train;

/**
 * The scalars of one update, fed to the graph.
 *
 * @param learningRate step size before the bias corrections
 * @param beta1Power beta1^t
 * @param beta2Power beta2^t
 * @param epsilon added to the root of the variance
 * @param decay share of every kernel weight that is taken off
 * @param averageDecay how much of the running mean stays
 */
record AdamStep(
    double learningRate,
    double beta1Power,
    double beta2Power,
    double epsilon,
    double decay,
    double averageDecay) {}
