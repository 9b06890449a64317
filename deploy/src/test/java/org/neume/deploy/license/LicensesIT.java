package org.neume.deploy.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Reads the bills of materials of the command, which holds the libraries of every service, and of what
 * sets clusters up.
 */
@DisplayName("Every library that users are handed")
class LicensesIT {
  /** Compatible with Apache-2.0 in what is shipped; one of them is enough where there is a choice. */
  private static final Set<String> COMPATIBLE =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          // Unchanged and in jars of their own, as the foundation that made them asks.
          "EPL-2.0",
          // RE2/J's name for the three clauses of BSD.
          "Go License",
          // BouncyCastle's name for the MIT license.
          "Bouncy Castle Licence");

  @Test
  @DisplayName("has a license that is compatible with Apache-2.0, a version and a hash")
  void compatible() throws IOException {
    assertThat(refused("cli", 100)).isEmpty();
    assertThat(refused("deploy", 10)).isEmpty();
  }

  private static List<String> refused(String module, int atLeast) throws IOException {
    Path bill = Path.of(System.getProperty("neume.root")).resolve(module + "/target/bom.json");
    Assumptions.assumeTrue(
        Files.exists(bill), "no " + bill + ": build it first, with ./mvnw package");
    JsonNode components = new ObjectMapper().readTree(bill.toFile()).path("components");
    assertThat(components.size()).isGreaterThan(atLeast);
    List<String> refused = new ArrayList<>();
    for (JsonNode component : components) {
      String name = component.path("purl").asText();
      boolean ours = component.path("group").asText().equals("org.neume");
      if (!ours && licenses(component).stream().noneMatch(COMPATIBLE::contains)) {
        refused.add(name + " " + licenses(component));
      }
      assertThat(component.path("version").asText()).as(name).isNotEmpty();
      assertThat(component.path("hashes").size()).as(name + " hashes").isPositive();
    }
    return refused;
  }

  private static List<String> licenses(JsonNode component) {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : component.path("licenses")) {
      JsonNode license = entry.path("license");
      names.add(
          license.has("id")
              ? license.path("id").asText()
              : license.has("name")
                  ? license.path("name").asText()
                  : entry.path("expression").asText());
    }
    return names;
  }
}
