package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("In the namespace")
class NetworkPolicyTest {
  private static final String OVERLAYS = "org.neume.deploy.kubernetes.Manifests#OVERLAYS";
  private static final List<String> NAMES = List.of("53/TCP", "53/UDP");

  @ParameterizedTest
  @FieldSource(OVERLAYS)
  @DisplayName("no pod speaks or is spoken to unless a policy lets it")
  void closed(String folder) {
    assertThat(policies(folder))
        .anyMatch(
            policy ->
                isEmpty(policy.getSpec().getPodSelector())
                    && policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                    && policy.getSpec().getIngress().isEmpty()
                    && policy.getSpec().getEgress().isEmpty());
  }

  @ParameterizedTest
  @FieldSource(OVERLAYS)
  @DisplayName(
      "every service reaches the TLS port of the brokers and the names' server, and nothing else")
  void outwards(String folder) {
    for (Workload workload : services(folder)) {
      Set<String> ports = new TreeSet<>(NAMES);
      ports.add("9093/TCP");
      assertThat(egress(folder, workload.labels())).as(workload.name()).isEqualTo(ports);
    }
  }

  @ParameterizedTest
  @FieldSource(OVERLAYS)
  @DisplayName(
      "a stage is spoken to by Prometheus alone, the gateway by its clients' namespaces too")
  void inwards(String folder) {
    for (Workload workload : services(folder)) {
      List<NetworkPolicyPeer> peers =
          policies(folder).stream()
              .filter(policy -> selects(policy.getSpec().getPodSelector(), workload.labels()))
              .flatMap(policy -> policy.getSpec().getIngress().stream())
              .peek(rule -> assertThat(rule.getFrom()).as("from anywhere").isNotEmpty())
              .peek(
                  rule ->
                      assertThat(rule.getPorts())
                          .singleElement()
                          .satisfies(
                              port -> assertThat(port.getPort().getStrVal()).isEqualTo("web")))
              .flatMap(rule -> rule.getFrom().stream())
              .toList();
      boolean gateway = workload.module().equals("gateway-service");
      assertThat(peers).as(workload.name()).hasSize(gateway ? 2 : 1);
      assertThat(peers.get(0).getPodSelector().getMatchLabels())
          .containsEntry("app.kubernetes.io/name", "prometheus");
      assertThat(peers)
          .allSatisfy(peer -> assertThat(isEmpty(peer.getNamespaceSelector())).isFalse());
    }
  }

  @Test
  @DisplayName(
      "brokers reach each other, and the operator of topics and users them and the Kubernetes API")
  void cluster() {
    assertThat(egress("overlays/cpu", Map.of("strimzi.io/name", "neume-kafka")))
        .containsExactlyInAnyOrder("53/TCP", "53/UDP", "9090/TCP", "9091/TCP");
    assertThat(egress("overlays/cpu", Map.of("strimzi.io/name", "neume-entity-operator")))
        .containsExactlyInAnyOrder(
            "53/TCP", "53/UDP", "9090/TCP", "9091/TCP", "443/TCP", "6443/TCP");
  }

  @Test
  @DisplayName("the brokers' TLS port is open to every service")
  void listener() {
    ObjectNode kafka = Manifests.ofKind(Manifests.build("overlays/cpu"), "Kafka").get(0);
    LabelSelector peer =
        StrictModels.read(
            kafka.at("/spec/kafka/listeners/0/networkPolicyPeers/0/podSelector"),
            LabelSelector.class);
    for (String root : Manifests.ROOTS) {
      assertThat(Workload.among(Manifests.build(root))).allMatch(it -> it.isSelectedBy(peer));
    }
  }

  private static Set<String> egress(String folder, Map<String, String> labels) {
    Set<String> ports = new TreeSet<>();
    for (NetworkPolicy policy : policies(folder)) {
      if (selects(policy.getSpec().getPodSelector(), labels)) {
        policy.getSpec().getEgress().stream()
            .peek(rule -> assertThat(rule.getPorts()).as("every port").isNotEmpty())
            .flatMap(rule -> rule.getPorts().stream())
            .map(NetworkPolicyTest::text)
            .forEach(ports::add);
      }
    }
    return ports;
  }

  private static String text(NetworkPolicyPort port) {
    return port.getPort().getIntVal() + "/" + port.getProtocol();
  }

  /** The services of an overlay and those of all components, which the same policies are for. */
  private static List<Workload> services(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    Manifests.ROOTS.stream()
        .filter(root -> root.startsWith("components/"))
        .forEach(component -> resources.addAll(Manifests.build(component)));
    return Workload.among(resources);
  }

  private static List<NetworkPolicy> policies(String folder) {
    return Manifests.ofKind(Manifests.build(folder), "NetworkPolicy").stream()
        .map(node -> StrictModels.read(node, NetworkPolicy.class))
        .toList();
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted =
        selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    return labels.entrySet().containsAll(wanted.entrySet())
        && selector.getMatchExpressions().stream()
            .allMatch(
                it ->
                    it.getOperator().equals("In")
                        && it.getValues().contains(labels.getOrDefault(it.getKey(), "")));
  }

  private static boolean isEmpty(LabelSelector selector) {
    return (selector.getMatchLabels() == null || selector.getMatchLabels().isEmpty())
        && selector.getMatchExpressions().isEmpty();
  }
}
