package org.neume.training.train;

/**
 * How weights follow the gradient.
 *
 * @param algorithm the update rule
 * @param learningRate highest learning rate
 * @param finalShare share of it that is left at the end of the cosine
 * @param warmupSteps steps over which the learning rate rises from nothing
 * @param clipNorm largest Euclidean norm of a gradient over all weights; longer ones are scaled
 * @param weightDecay decoupled decay of kernels, per step and learning rate (AdamW)
 * @param averageDecay decay of the running mean of the weights, which is what is validated and
 *     exported; 0 for the weights themselves
 */
public record OptimizerOptions(
    Algorithm algorithm,
    double learningRate,
    double finalShare,
    int warmupSteps,
    double clipNorm,
    double weightDecay,
    double averageDecay) {

  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.999;
  static final double EPSILON = 1e-7;

  /** Update rules. */
  public enum Algorithm {
    /** Kingma and Ba 2015; with a weight decay, Loshchilov and Hutter's AdamW. */
    ADAM,
    /** Adam with a rectified variance: Liu et al., "On the variance of the adaptive learning rate". */
    RADAM
  }

  /** Checks the ranges. */
  public OptimizerOptions {
    if (!(learningRate > 0 && clipNorm > 0)) {
      throw new IllegalArgumentException("learning rate and clip norm must be positive");
    }
    if (warmupSteps < 0 || !(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException("warm-up must not be negative, averaging in [0, 1)");
    }
  }

  /** What the recipe uses. */
  public static OptimizerOptions standard() {
    return new OptimizerOptions(Algorithm.ADAM, 3e-3, 0.02, 100, 1.0, 1e-2, 0.998);
  }

  /**
   * The scalars of update {@code step}.
   *
   * @param step updates done before, from 0
   * @param steps updates of the whole run
   */
  AdamStep at(long step, long steps) {
    double rate = learningRate * shape(step, steps);
    long t = step + 1;
    double beta1Power = Math.pow(BETA_1, (double) t);
    double beta2Power = Math.pow(BETA_2, (double) t);
    double average = Math.min(averageDecay, (1.0 + step) / (10.0 + step));
    if (averageDecay == 0) {
      average = 0;
    }
    if (algorithm == Algorithm.ADAM) {
      return new AdamStep(rate, beta1Power, beta2Power, EPSILON, rate * weightDecay, average);
    }
    double limit = 2 / (1 - BETA_2) - 1;
    double length = limit - 2 * t * beta2Power / (1 - beta2Power);
    if (length > 5) {
      double rectified =
          Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
      return new AdamStep(
          rate * rectified, beta1Power, beta2Power, EPSILON, rate * weightDecay, average);
    }
    // Too few steps to trust the variance: a huge epsilon leaves plain momentum. The kernel scales
    // by sqrt(1 - beta2^t), which is undone here.
    double huge = 1e6;
    return new AdamStep(
        rate * huge / Math.sqrt(1 - beta2Power),
        beta1Power,
        beta2Power,
        huge,
        rate * weightDecay,
        average);
  }

  /** Warm-up in a straight line, then half a cosine down to {@code finalShare}. */
  private double shape(long step, long steps) {
    if (step < warmupSteps) {
      return (step + 1.0) / warmupSteps;
    }
    double progress = Math.min(1, (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps));
    return finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
