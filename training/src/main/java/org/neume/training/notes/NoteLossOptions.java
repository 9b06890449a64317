package org.neume.training.notes;

/**
 * What a note network's training minimizes.
 *
 * @param positiveWeight weight of an onset in comparison with its absence
 * @param frameWeight weight of the frame posteriors' loss
 * @param velocityWeight weight of the velocities' loss
 */
public record NoteLossOptions(double positiveWeight, double frameWeight, double velocityWeight) {

  /** Checks the ranges. */
  public NoteLossOptions {
    if (!(positiveWeight > 0 && frameWeight >= 0 && velocityWeight >= 0)) {
      throw new IllegalArgumentException("weights of losses must not be negative");
    }
  }

  /** What the recipe uses. */
  public static NoteLossOptions standard() {
    return new NoteLossOptions(2, 0.5, 1);
  }
}
