package org.neume.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each alert")
class AlertsTest {
  private static final String PAGES = "docs/runbooks";

  /** All rules that have a field of this name. */
  private static Map<String, JsonNode> rules(String kind) throws IOException {
    Map<String, JsonNode> rules = new TreeMap<>();
    for (Path file : Repository.files("deploy/prometheus/rules", ".yaml")) {
      for (JsonNode group : Repository.yaml(file).path("groups")) {
        for (JsonNode rule : group.path("rules")) {
          if (rule.has(kind)) {
            assertThat(rules.put(rule.path(kind).asText(), rule)).isNull();
          }
        }
      }
    }
    assertThat(rules).isNotEmpty();
    return rules;
  }

  /** The names of recorded series. */
  static Set<String> recorded() throws IOException {
    return rules("record").keySet();
  }

  @Test
  @DisplayName("says how urgent it is, what is wrong, and where the page is that helps")
  void words() throws Exception {
    rules("alert")
        .forEach(
            (name, alert) -> {
              assertThat(name).startsWith("Neume");
              assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
              assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
              assertThat(alert.at("/annotations/description").asText()).as(name).endsWith(".");
              assertThat(alert.at("/annotations/runbook_url").asText())
                  .isEqualTo(PAGES + "/" + name + ".md");
            });
  }

  @Test
  @DisplayName("has a page, each page its alert, and the index both")
  void pages() throws Exception {
    Map<String, JsonNode> alerts = rules("alert");
    List<String> pages = new ArrayList<>();
    for (Path file : Repository.files(PAGES, ".md")) {
      String name = String.valueOf(file.getFileName()).replace(".md", "");
      if (!name.equals("README")) {
        pages.add(name);
        assertThat(headings(Files.readString(file)))
            .as(name)
            .containsExactly(
                name, "What it means", "First three commands", "Safe action", "Do not", "Escalate");
        assertThat(
                Files.readAllLines(file).stream()
                    .filter(l -> l.startsWith("    "))
                    .map(l -> l.replaceFirst(" {4}#.*", "").strip()))
            .as("commands of " + name)
            .hasSize(3)
            .doesNotHaveDuplicates();
      }
    }
    assertThat(pages).containsExactlyInAnyOrderElementsOf(alerts.keySet());
    String index = Files.readString(Repository.at(PAGES + "/README.md"));
    alerts.forEach(
        (name, alert) ->
            assertThat(index)
                .contains(
                    "| [%s](%s.md) | %s |"
                        .formatted(name, name, alert.at("/labels/severity").asText())));
  }

  private static List<String> headings(String page) {
    return page.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("^#+ ", ""))
        .toList();
  }

  @Test
  @DisplayName("asks for nothing that no service exports")
  void names() throws Exception {
    Set<String> known = new TreeSet<>(Metrics.exported());
    known.addAll(recorded());
    for (String kind : List.of("alert", "record")) {
      rules(kind)
          .forEach(
              (name, rule) ->
                  assertThat(known).as(name).containsAll(Metrics.in(rule.path("expr").asText())));
    }
  }

  @Test
  @DisplayName("is shown by tests to fire when it must, and to be silent otherwise")
  void tested() throws Exception {
    Set<String> fires = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Path file : Repository.files("deploy/prometheus/tests", ".yaml")) {
      for (JsonNode test : Repository.yaml(file).path("tests")) {
        for (JsonNode expectation : test.path("alert_rule_test")) {
          String name = expectation.path("alertname").asText();
          (expectation.path("exp_alerts").isEmpty() ? silent : fires).add(name);
        }
      }
    }
    assertThat(fires).isEqualTo(rules("alert").keySet());
    assertThat(silent).isEqualTo(rules("alert").keySet());
  }
}
