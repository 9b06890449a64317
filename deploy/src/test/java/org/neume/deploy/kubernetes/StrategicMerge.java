package org.neume.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge as far as our patches use it: maps are merged, the lists named here by
 * a key of their elements, all other lists replaced. Directives ({@code $patch}) are refused.
 */
final class StrategicMerge {
  /** By which field the elements of a list are the same, where Kubernetes says so. */
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "volumes", "name",
          "ports", "containerPort",
          "volumeMounts", "mountPath",
          "topologySpreadConstraints", "topologyKey");

  /** Custom resources have no such keys: every list of theirs is replaced. */
  private static final List<String> BUILT_IN =
      List.of("apps/v1", "v1", "policy/v1", "networking.k8s.io/v1", "scheduling.k8s.io/v1");

  private StrategicMerge() {}

  /** Lays a patch over a resource, which is changed. */
  static void apply(ObjectNode resource, ObjectNode patch) {
    boolean builtIn = BUILT_IN.contains(resource.path("apiVersion").asText());
    patch
        .properties()
        .forEach(
            field -> {
              switch (field.getKey()) {
                case "apiVersion", "kind" -> {}
                // A patch with a target names nothing: its own name is not the resource's.
                case "metadata" -> {
                  ObjectNode metadata = field.getValue().deepCopy();
                  metadata.remove("name");
                  merge(resource.withObject("metadata"), metadata, builtIn);
                }
                default -> put(resource, field.getKey(), field.getValue(), builtIn);
              }
            });
  }

  private static void merge(ObjectNode into, ObjectNode patch, boolean builtIn) {
    patch.properties().forEach(field -> put(into, field.getKey(), field.getValue(), builtIn));
  }

  private static void put(ObjectNode into, String name, JsonNode value, boolean builtIn) {
    if (name.startsWith("$")) {
      throw new IllegalArgumentException("no directive " + name + " is understood here");
    }
    JsonNode there = into.get(name);
    String key = builtIn ? KEYS.get(name) : null;
    if (there instanceof ObjectNode object && value instanceof ObjectNode patch) {
      merge(object, patch, builtIn);
    } else if (there instanceof ArrayNode list && value instanceof ArrayNode patch && key != null) {
      patch.forEach(element -> put(list, key, (ObjectNode) element, builtIn));
    } else {
      into.set(name, value.deepCopy());
    }
  }

  private static void put(ArrayNode list, String key, ObjectNode patch, boolean builtIn) {
    ObjectNode there = find(list, key, patch.path(key));
    if (there == null) {
      list.add(patch.deepCopy());
    } else {
      merge(there, patch, builtIn);
    }
  }

  private static @Nullable ObjectNode find(ArrayNode list, String key, JsonNode value) {
    for (JsonNode element : list) {
      if (element.path(key).equals(value)) {
        return (ObjectNode) element;
      }
    }
    return null;
  }

  /** Whether a list's order means nothing, because its elements have names. */
  static @Nullable String key(String list) {
    return KEYS.get(list);
  }
}
