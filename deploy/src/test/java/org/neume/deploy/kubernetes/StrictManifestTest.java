package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Manifests, read as the typed models of Kubernetes, Strimzi and KEDA")
class StrictManifestTest {
  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#ROOTS")
  @DisplayName("have no field that the models do not know, at any depth")
  void known(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    assertThat(resources).isNotEmpty();
    assertThat(resources)
        .allSatisfy(
            resource ->
                assertThat(StrictModels.read(resource)).as(Manifests.label(resource)).isNotNull());
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#ROOTS")
  @DisplayName("have a name each, and each name once of a kind")
  void names(String folder) {
    List<String> labels = Manifests.build(folder).stream().map(Manifests::label).toList();
    assertThat(labels).doesNotHaveDuplicates().noneMatch(label -> label.endsWith("/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deployment  | /spec                                      | strategie",
        "Deployment  | /spec/template/spec/containers/0           | readOnlyRootFilesystem",
        "Deployment  | /spec/template/spec/containers/0/securityContext/capabilities | dropp",
        "Deployment  | /spec/template/spec/volumes/0              | emptydir",
        "StatefulSet | /spec/volumeClaimTemplates/0/spec/resources | request",
        "PodMonitor  | /spec/podMetricsEndpoints/0/relabelings/0  | target",
        "NetworkPolicy | /spec                                    | policyType",
        "PodDisruptionBudget | /spec                              | maxUnavailables",
        "Kafka       | /spec/kafka/listeners/0                    | authorisation",
        "Kafka       | /spec/kafka/metricsConfig/values           | denyList",
        "KafkaNodePool | /spec/storage/volumes/0                  | sizes",
        "KafkaTopic  | /spec                                      | replication",
        "KafkaUser   | /spec/authorization/acls/0/resource        | pattern",
        "ScaledObject | /spec                                     | maxReplicas",
        "ScaledObject | /spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown | window"
      })
  @DisplayName("are refused with a misspelt field, whose path is said")
  void misspelt(String kind, String place, String field) {
    ObjectNode resource = first(kind);
    ((ObjectNode) resource.at(place)).put(field, "x");
    assertThatThrownBy(() -> StrictModels.read(resource))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + field + "\"");
  }

  @Test
  @DisplayName("are refused with a number where the API wants a text")
  void scalars() {
    ObjectNode resource = first("Deployment");
    JsonNode setting = resource.at("/spec/template/spec/containers/0/env/0");
    ((ObjectNode) setting).put("value", 1);
    assertThatThrownBy(() -> StrictModels.read(resource))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("String");
  }

  @Test
  @DisplayName("are refused when nobody here knows their kind")
  void unknownKind() {
    ObjectNode resource = first("Deployment").put("apiVersion", "apps/v1beta1");
    assertThatThrownBy(() -> StrictModels.read(resource)).hasMessageContaining("apps/v1beta1");
  }

  private static ObjectNode first(String kind) {
    return Manifests.ofKind(Manifests.build("overlays/cpu"), kind).get(0).deepCopy();
  }
}
