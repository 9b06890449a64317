package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's pure modules, checked inside the browser by src/test/javascript. */
class StudioModulesTest extends StudioCase {
  @Test
  @SuppressWarnings("unchecked")
  void everyCheckOfTheModulesHolds() throws IOException {
    List<String> files;
    try (Stream<Path> found = Files.list(Path.of("src/test/javascript"))) {
      files =
          found
              .map(file -> "tests/" + file.getFileName())
              .filter(f -> f.endsWith(".test.js"))
              .sorted()
              .toList();
    }
    page.navigate(gateway.address());
    List<Map<String, String>> results =
        (List<Map<String, String>>)
            page.evaluate(
                "async (files) => { for (const file of files) await import('/' + file);"
                    + " return (await import('/tests/check.js')).run(); }",
                files);
    assertThat(results).hasSizeGreaterThan(40);
    assertThat(results)
        .filteredOn(result -> result.get("failure") != null)
        .extracting(result -> result.get("name") + ": " + result.get("failure"))
        .isEmpty();
  }
}
