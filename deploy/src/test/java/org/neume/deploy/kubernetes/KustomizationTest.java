package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Kustomizations")
class KustomizationTest {
  @Test
  @DisplayName("name files that are there, and every file is named by one")
  void everyFileIsUsed() {
    Kustomize kustomize = new Kustomize();
    Manifests.ROOTS.forEach(folder -> kustomize.build(Manifests.ROOT.resolve(folder)));
    assertThat(kustomize.used()).containsExactlyInAnyOrderElementsOf(Manifests.files());
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#OVERLAYS")
  @DisplayName("put everything that can be in a namespace into neume")
  void oneNamespace(String folder) {
    for (ObjectNode resource : Manifests.build(folder)) {
      String kind = resource.path("kind").asText();
      if (!kind.equals("Namespace") && !kind.equals("PriorityClass")) {
        assertThat(resource.at("/metadata/namespace").asText())
            .as(Manifests.label(resource))
            .isEqualTo("neume");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#ROOTS")
  @DisplayName("give what kubectl makes of them, where there is one")
  void asKubectl(String folder) throws Exception {
    assumeTrue(onPath("kubectl"), "no kubectl here");
    assertThat(canonical(Manifests.build(folder))).isEqualTo(canonical(kubectl(folder)));
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static List<ObjectNode> kubectl(String folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("kubectl", "kustomize", Manifests.ROOT.resolve(folder).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("kubectl's status").isZero();
    return Manifests.parse(text);
  }

  /** Resources by name, with lists in order of their elements' keys where order means nothing. */
  private static Map<String, JsonNode> canonical(List<ObjectNode> resources) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    resources.forEach(resource -> sorted.put(Manifests.label(resource), canonical("", resource)));
    return sorted;
  }

  private static JsonNode canonical(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), canonical(field.getKey(), field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(element -> elements.add(canonical("", element)));
      String key = StrategicMerge.key(name);
      if (key != null) {
        elements.sort(Comparator.comparing(element -> element.path(key).asText()));
      }
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    return node;
  }
}
