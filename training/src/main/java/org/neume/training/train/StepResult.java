package org.neume.training.train;

/**
 * What one step found before it changed the weights.
 *
 * @param loss the loss of the batch
 * @param gradientNorm Euclidean norm of the gradient before clipping
 */
record StepResult(double loss, double gradientNorm) {}
