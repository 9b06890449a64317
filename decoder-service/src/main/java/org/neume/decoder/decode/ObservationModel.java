package org.neume.decoder.decode;

/**
 * How likely an activation is in each kind of state (Degara et al. 2012; Krebs, Böck and Widmer
 * 2015, section 3.3).
 *
 * <p>A state in the first {@code 1/lambda} of its beat is a beat state with density a, any other
 * has (1 - a) / (lambda - 1). With bars, a downbeat state has the downbeat activation d and another
 * beat state b - d, where b is the activation of any beat, and non-beat states 1 - max(b, d). Each activation is first
 * raised to the power {@code sharpness}, which makes a network that is too sure of weak beats count
 * them for less.
 *
 * @param lambda share of a beat's states that are beat states, as its reciprocal; 2 or more
 * @param floor smallest density, in (0, 0.5): activations of 0 and 1 would forbid paths for good
 * @param correctToPeak whether a beat is put on the largest activation among the frames of its beat
 *     states (the earliest of equals) instead of on the first of them
 * @param sharpness exponent of the activations, above 0; 1 takes them as they are
 */
public record ObservationModel(int lambda, double floor, boolean correctToPeak, double sharpness) {
  /** Takes activations as they are. */
  public ObservationModel(int lambda, double floor, boolean correctToPeak) {
    this(lambda, floor, correctToPeak, 1);
  }

  /** Refuses what is no observation model, saying why. */
  public ObservationModel {
    if (lambda < 2) {
      throw new IllegalArgumentException("observation lambda is " + lambda + ": it must be >= 2");
    }
    if (!(floor > 0 && floor < 0.5)) {
      throw new IllegalArgumentException(
          "activation floor is " + floor + ": it must lie above 0 and below 0.5");
    }
    if (!(sharpness > 0 && sharpness <= 10)) {
      throw new IllegalArgumentException(
          "sharpness is " + sharpness + ": it must lie above 0 and not above 10");
    }
  }
}
