package org.neume.training.train;

/** Measures a network on the validation pieces. */
@FunctionalInterface
public interface Validator {

  /** Hears every validation piece, decodes what the network says as its users would, and scores it. */
  Figures validate(Inference network);

  /** A network that answers with its averaged weights, without dropout. */
  @FunctionalInterface
  interface Inference {
    /**
     * What the network says of one window.
     *
     * @param features [frames, width]
     * @return [frames, activations]
     */
    float[] activations(float[] features);
  }
}
