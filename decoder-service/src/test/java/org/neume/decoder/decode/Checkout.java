package org.neume.decoder.decode;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is checked out, for data that may lie beside it. */
final class Checkout {
  private Checkout() {}

  /** The project's folder: the system property {@code neume.root}, or the nearest one with a Maven wrapper. */
  static Path root() {
    String given = System.getProperty("neume.root");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
