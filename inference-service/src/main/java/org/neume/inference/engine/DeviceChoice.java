package org.neume.inference.engine;

/** Where networks run. */
public enum DeviceChoice {
  /** On a GPU where TensorFlow finds one and it can be made deterministic, else on the CPU. */
  AUTO,
  /** On the CPU. */
  CPU,
  /** On the first GPU, or not at all. */
  GPU
}
