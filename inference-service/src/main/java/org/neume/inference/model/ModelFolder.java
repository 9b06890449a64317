package org.neume.inference.model;

import java.nio.file.Path;

/**
 * A model folder on disk whose hash was checked.
 *
 * @param directory holds {@code model.json} and {@code saved_model/}
 * @param manifest what {@code model.json} says
 */
public record ModelFolder(Path directory, ModelManifest manifest) {
  /** Name of the description in a model folder. */
  public static final String MANIFEST = "model.json";

  /** Name of the network's folder in a model folder. */
  public static final String NETWORK = "saved_model";

  /** Path of the network's only file below a model folder. */
  public static final String GRAPH = NETWORK + "/saved_model.pb";

  /** The SavedModel's directory. */
  public Path network() {
    return directory.resolve(NETWORK);
  }

  /** The SavedModel's only file. */
  public Path graph() {
    return directory.resolve(GRAPH);
  }
}
