package org.neume.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The dashboards")
class DashboardsTest {
  private static final String FOLDER = "deploy/grafana/dashboards";

  private static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (Path file : Repository.files(FOLDER, ".json")) {
      found.add(Repository.json(file));
    }
    return found;
  }

  /** Panels that show something, wherever they stand. */
  private static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
      panels.addAll(panels(panel));
    }
    return panels;
  }

  @Test
  @DisplayName("are of the chain, of inference and of the gateway, each under its own uid")
  void uids() throws Exception {
    assertThat(dashboards())
        .extracting(dashboard -> dashboard.path("uid").asText())
        .containsExactly("neume-chain", "neume-gateway", "neume-inference");
    for (Path file : Repository.files(FOLDER, ".json")) {
      assertThat(file).hasFileName(Repository.json(file).path("uid").asText() + ".json");
    }
  }

  @Test
  @DisplayName("say of each panel what it shows, in which unit, and what to make of it")
  void words() throws Exception {
    for (JsonNode dashboard : dashboards()) {
      Set<Integer> ids = new HashSet<>();
      Set<String> titles = new HashSet<>();
      assertThat(panels(dashboard)).isNotEmpty();
      for (JsonNode panel : panels(dashboard)) {
        String title = panel.path("title").asText();
        assertThat(title).isNotBlank();
        assertThat(titles.add(title)).as("twice: " + title).isTrue();
        assertThat(ids.add(panel.path("id").asInt())).as("id of " + title).isTrue();
        assertThat(panel.path("description").asText()).as(title).endsWith(".");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
      }
    }
  }

  @Test
  @DisplayName("ask for nothing that no service exports")
  void names() throws Exception {
    Set<String> known = new TreeSet<>(Metrics.exported());
    known.addAll(AlertsTest.recorded());
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : panels(dashboard)) {
        for (JsonNode target : panel.path("targets")) {
          Set<String> asked = Metrics.in(target.path("expr").asText());
          assertThat(asked).as(panel.path("title").asText()).isNotEmpty();
          assertThat(known).as(panel.path("title").asText()).containsAll(asked);
        }
      }
      for (JsonNode variable : dashboard.at("/templating/list")) {
        assertThat(known).containsAll(Metrics.in(variable.at("/query/query").asText()));
      }
    }
  }

  @Test
  @DisplayName("read from the source that is provisioned")
  void source() throws Exception {
    JsonNode source =
        Repository.yaml(Repository.at("deploy/grafana/provisioning/datasources/prometheus.yaml"))
            .at("/datasources/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : panels(dashboard)) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo(source.path("uid").asText());
      }
    }
  }

  @Test
  @DisplayName("show of each stage all that an operator asks first")
  void complete() throws Exception {
    Set<String> shown = new TreeSet<>();
    for (JsonNode dashboard : dashboards()) {
      panels(dashboard)
          .forEach(
              panel ->
                  panel
                      .path("targets")
                      .forEach(t -> shown.addAll(Metrics.in(t.path("expr").asText()))));
    }
    assertThat(shown)
        .contains(
            "neume_stage_inputs_total",
            "neume_stage_event_lag_seconds_sum",
            "neume_stage_backlog_seconds",
            "neume_stage_audio_seconds",
            "neume_inference_batch_windows_sum",
            "neume_stage_queue_wait_seconds_sum",
            "neume_stage_repeats_dropped_total",
            "neume_stage_gaps_total",
            "neume_stage_dead_letters_total",
            "neume_end_to_end_seconds_bucket",
            "neume_gateway_end_to_end_seconds_bucket");
  }
}
