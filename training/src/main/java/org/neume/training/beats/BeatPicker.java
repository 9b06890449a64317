package org.neume.training.beats;

/** Turns activations into beat times; the decoder that a validation uses. */
@FunctionalInterface
public interface BeatPicker {

  /**
   * Finds beats.
   *
   * @param activations [frames, outputs]: beat, and downbeat where {@code outputs} is 2
   * @param outputs activations per frame, 1 or 2
   * @param frameRate frames per second
   */
  PickedBeats pick(float[] activations, int outputs, double frameRate);

  /** The decoder and its settings in a word or two: validations by another are not to be compared. */
  default String name() {
    return "custom";
  }
}
