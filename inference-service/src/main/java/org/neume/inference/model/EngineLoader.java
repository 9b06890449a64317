package org.neume.inference.model;

/** Loads networks. Safe for use by many threads. */
@FunctionalInterface
public interface EngineLoader {
  /**
   * Loads the network of a model folder.
   *
   * @throws ModelException if it does not load or does not fit its manifest, naming what was found
   */
  NetworkEngine load(ModelFolder folder);

  /**
   * Checks, quickly and without the engine, that the network fits its manifest.
   *
   * @throws ModelException if it does not, naming what was found
   */
  default void check(ModelFolder folder) {}
}
