package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No manifest")
class SecretsTest {
  private static final List<Pattern> VALUES =
      List.of(
          Pattern.compile("BEGIN [A-Z ]*(PRIVATE KEY|CERTIFICATE)"),
          Pattern.compile("(?i)(password|secret|token|api-?key)\\w*: +[^\\s{]\\S*"),
          // A hash of a key, or a key.
          Pattern.compile("\\b[0-9a-f]{64}\\b"),
          // Base64; a path as long as that has no digits.
          Pattern.compile("\\b(?=[A-Za-z+/]*\\d)[A-Za-z0-9+/]{40,}={0,2}"));

  /** Fields that name a secret, or an entry of one, and hold none. */
  private static final Pattern NAMES =
      Pattern.compile("(secretName|key|name|automountServiceAccountToken): .*");

  @Test
  @DisplayName("holds a secret or makes one")
  void none() {
    for (Path file : Manifests.files()) {
      assertThat(Manifests.read(file))
          .as(file.toString())
          .noneMatch(node -> node.path("kind").asText().equals("Secret"));
      ProjectSources.read(file)
          .lines()
          .filter(line -> !line.strip().startsWith("#") && !NAMES.matcher(line.strip()).matches())
          .forEach(
              line ->
                  assertThat(VALUES)
                      .as(file + ": " + line)
                      .noneMatch(it -> it.matcher(line).find()));
    }
  }
}
