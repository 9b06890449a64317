package org.neume.training.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Pairs of reference and estimate with the figures that mir_eval gives them, where they lie beside the repository. */
final class ReferenceData {
  private ReferenceData() {}

  /** The folder of one task; the test is skipped where it is absent. */
  static Path folder(String task) {
    Path folder = root().resolve("../shared/data/reference/mir_eval").resolve(task).normalize();
    Assumptions.assumeTrue(Files.isDirectory(folder), "no mir_eval reference figures at " + folder);
    return folder;
  }

  static JsonNode figures(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Path root() {
    String given = System.getProperty("neume.root");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        return Assumptions.abort("the root of the repository cannot be found");
      }
      folder = parent;
    }
    return folder;
  }
}
