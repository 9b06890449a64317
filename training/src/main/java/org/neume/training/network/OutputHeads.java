package org.neume.training.network;

/** What a beat network says about a frame. */
public enum OutputHeads {
  /** Two classes, "no beat" and "beat", normalized by a log-softmax (Davies and Böck 2019). */
  BEAT_CLASSES(2, 1),
  /** Two independent probabilities, beat and downbeat, each through a sigmoid (Böck and Davies 2020). */
  BEAT_AND_DOWNBEAT(2, 2);

  private final int units;
  private final int activations;

  OutputHeads(int units, int activations) {
    this.units = units;
    this.activations = activations;
  }

  /** Units of the last linear layer. */
  public int units() {
    return units;
  }

  /** Probabilities per frame that an exported network gives. */
  public int activations() {
    return activations;
  }
}
