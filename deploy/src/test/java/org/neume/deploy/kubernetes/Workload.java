package org.neume.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs pods of ours: a Deployment or a StatefulSet.
 *
 * @param name of the resource
 * @param replicas as in the manifest; null where something else sets them
 * @param selector which pods are its own
 * @param template what its pods are made of
 */
record Workload(
    String name, @Nullable Integer replicas, LabelSelector selector, PodTemplateSpec template) {

  /** All that are among these resources. */
  static List<Workload> among(List<ObjectNode> resources) {
    List<Workload> workloads = new ArrayList<>();
    for (ObjectNode node : Manifests.ofKind(resources, "Deployment", "StatefulSet")) {
      Object resource = StrictModels.read(node);
      if (resource instanceof Deployment it) {
        workloads.add(
            new Workload(
                Manifests.name(node),
                it.getSpec().getReplicas(),
                it.getSpec().getSelector(),
                it.getSpec().getTemplate()));
      } else if (resource instanceof StatefulSet it) {
        workloads.add(
            new Workload(
                Manifests.name(node),
                it.getSpec().getReplicas(),
                it.getSpec().getSelector(),
                it.getSpec().getTemplate()));
      }
    }
    return workloads;
  }

  /** The module whose image it runs, for example {@code feature-service}. */
  String module() {
    return labels().getOrDefault("app.kubernetes.io/name", "");
  }

  /** The labels of its pods. */
  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  /** Its only container. */
  Container container() {
    return template.getSpec().getContainers().get(0);
  }

  /** The port of this name. */
  int port(String name) {
    return container().getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findAny()
        .orElseThrow()
        .getContainerPort();
  }

  /** The value of a variable of its environment; null where it has none, or a secret's. */
  @Nullable String variable(String name) {
    return container().getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findAny()
        .orElse(null);
  }

  /** Whether a selector takes its pods. */
  boolean isSelectedBy(LabelSelector selector) {
    Map<String, String> wanted =
        selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    return labels().entrySet().containsAll(wanted.entrySet())
        && selector.getMatchExpressions().stream()
            .allMatch(
                it ->
                    it.getOperator().equals("In")
                        && it.getValues().contains(labels().getOrDefault(it.getKey(), "")));
  }
}
