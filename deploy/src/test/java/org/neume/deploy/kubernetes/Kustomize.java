package org.neume.deploy.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a kustomization as {@code kubectl kustomize} does, as far as ours use it; a field beyond
 * that is an error. It remembers the files that it met.
 */
final class Kustomize {
  private static final String FILE = "kustomization.yaml";
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Kinds that are in no namespace. */
  private static final List<String> CLUSTER_WIDE = List.of("Namespace", "PriorityClass");

  private final Set<Path> used = new LinkedHashSet<>();

  /** A kustomization or component, with the fields that we use. */
  record Description(
      String apiVersion,
      String kind,
      @Nullable String namespace,
      @Nullable String nameSuffix,
      @Nullable List<String> resources,
      @Nullable List<String> components,
      @Nullable List<Patch> patches) {}

  /** One patch and what it is laid over. */
  record Patch(String path, Target target) {}

  /** What a patch is laid over: patterns of whole words. */
  record Target(String kind, @Nullable String name) {}

  /** The resources of a folder. */
  List<ObjectNode> build(Path folder) {
    List<ObjectNode> resources = new ArrayList<>();
    accumulate(folder, resources);
    return resources;
  }

  /** The files that were read so far. */
  Set<Path> used() {
    return used;
  }

  private void accumulate(Path folder, List<ObjectNode> resources) {
    Path file = folder.resolve(FILE);
    Description description = STRICT.convertValue(Manifests.read(file).get(0), Description.class);
    used.add(file.normalize());
    for (String resource : orEmpty(description.resources())) {
      Path path = folder.resolve(resource).normalize();
      if (Files.isDirectory(path)) {
        resources.addAll(build(path));
      } else {
        used.add(path);
        resources.addAll(Manifests.read(path));
      }
    }
    for (String component : orEmpty(description.components())) {
      accumulate(folder.resolve(component).normalize(), resources);
    }
    for (Patch patch : orEmpty(description.patches())) {
      patch(folder.resolve(patch.path()).normalize(), patch.target(), resources);
    }
    for (ObjectNode resource : resources) {
      rename(resource, description);
    }
  }

  private void patch(Path file, Target target, List<ObjectNode> resources) {
    used.add(file);
    ObjectNode patch = Manifests.read(file).get(0);
    for (ObjectNode resource : resources) {
      String name = target.name();
      if (resource.path("kind").asText().matches(target.kind())
          && (name == null || Manifests.name(resource).matches(name))) {
        StrategicMerge.apply(resource, patch);
      }
    }
  }

  private static void rename(ObjectNode resource, Description description) {
    ObjectNode metadata = resource.withObject("metadata");
    String suffix = description.nameSuffix();
    if (suffix != null) {
      metadata.put("name", Manifests.name(resource) + suffix);
    }
    String namespace = description.namespace();
    if (namespace != null && !CLUSTER_WIDE.contains(resource.path("kind").asText())) {
      metadata.put("namespace", namespace);
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
