package org.neume.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the public data beside the repository; tests that need it are skipped where it is absent. */
final class SharedData {
  private SharedData() {}

  static Path train() {
    Path folder = root().resolve("../shared/data/train").normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "skipped: there is no training data at " + folder);
    return folder;
  }

  private static Path root() {
    String given = System.getProperty("neume.root");
    Path at = Path.of(given == null ? System.getProperty("user.dir", ".") : given).toAbsolutePath();
    while (at.getParent() != null && !Files.exists(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    return at;
  }
}
