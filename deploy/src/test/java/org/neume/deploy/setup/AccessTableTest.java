package org.neume.deploy.setup;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.deploy.GeneratedPart;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("The table of access")
class AccessTableTest {
  @Test
  @DisplayName("in the threat model is the one that brokers are given")
  void equal() throws IOException {
    StringBuilder table =
        new StringBuilder("| principal | reads | writes | groups | for |\n|---|---|---|---|---|\n");
    for (Access access : Access.ALL) {
      table.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  access.principal(),
                  access.reads().equals(Topics.ALL) ? "all topics" : names(access.reads()),
                  names(access.writes()),
                  access.watches()
                      ? "sees all, joins none"
                      : access.groups().isEmpty() ? "none" : String.join(", ", access.groups()),
                  access.purpose()));
    }
    new GeneratedPart("docs/threat-model.md", "access").check(table.toString());
  }

  private static String names(List<Topic> topics) {
    return topics.isEmpty()
        ? "none"
        : topics.stream().map(Topic::shortName).collect(Collectors.joining(", "));
  }
}
