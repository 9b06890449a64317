package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The alerts on Kubernetes")
class AlertManifestsTest {
  private static final Path RULES = Manifests.ROOT.resolve("../prometheus/rules/neume.yaml");
  private static final Path FILE = Manifests.ROOT.resolve("base/alerts.yaml");

  @Test
  @DisplayName("are those of Prometheus, rule for rule (-Dneume.generate=true writes them)")
  void sameRules() throws IOException {
    String text = AlertManifest.of(ProjectSources.read(RULES));
    if (Boolean.getBoolean("neume.generate")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).as("made anew with -Dneume.generate=true").hasContent(text);
    List<ObjectNode> made = Manifests.read(FILE);
    assertThat(made).hasSize(1);
    assertThat(made.get(0).at("/spec/groups"))
        .isEqualTo(Manifests.read(RULES).get(0).get("groups"));
    PrometheusRule rule = StrictModels.read(made.get(0), PrometheusRule.class);
    assertThat(rule.getSpec().getGroups()).isNotEmpty().allMatch(it -> !it.getRules().isEmpty());
  }

  @Test
  @DisplayName("are missed where a file has none")
  void none() {
    assertThatThrownBy(() -> AlertManifest.of("rules: []"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groups:");
  }
}
