package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Each service's pods")
class WorkloadTest {
  private static final String ROOTS = "org.neume.deploy.kubernetes.Manifests#ROOTS";
  private static final Set<String> SERVICES =
      Set.of(
          "feature-service",
          "inference-service",
          "decoder-service",
          "transcription-service",
          "gateway-service");

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#OVERLAYS")
  @DisplayName("are there, one kind for each service")
  void all(String folder) {
    assertThat(Workload.among(Manifests.build(folder)))
        .extracting(Workload::name)
        .filteredOn(name -> !name.endsWith("-bulk"))
        .containsExactlyInAnyOrderElementsOf(SERVICES);
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName(
      "run the image of their service and of this version, the inference service's on GPUs that for GPUs")
  void images(String folder) {
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      String image = "neume/" + workload.module() + ":" + ProjectSources.version();
      boolean gpu = workload.container().getResources().getLimits().containsKey("nvidia.com/gpu");
      assertThat(workload.container().getImage()).isEqualTo(gpu ? image + "-gpu" : image);
      assertThat(gpu)
          .isEqualTo(folder.endsWith("gpu") && workload.module().equals("inference-service"));
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("are asked for their health where the service listens")
  void probes(String folder) {
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      Properties defaults = ProjectSources.defaults(workload.module());
      boolean tls = "disabled".equals(workload.variable("QUARKUS_HTTP_INSECURE_REQUESTS"));
      String port =
          tls
              ? workload.variable("QUARKUS_HTTP_SSL_PORT")
              : defaults.getProperty("quarkus.http.port");
      assertThat(workload.port("web")).hasToString(port);
      Map<String, Probe> probes =
          Map.of(
              "/q/health/started", workload.container().getStartupProbe(),
              "/q/health/ready", workload.container().getReadinessProbe(),
              "/q/health/live", workload.container().getLivenessProbe());
      probes.forEach(
          (path, probe) -> {
            assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("web");
            assertThat("HTTPS".equals(probe.getHttpGet().getScheme())).isEqualTo(tls);
          });
      assertThat(defaults.stringPropertyNames())
          .as("the paths are Quarkus' own")
          .doesNotContain(
              "quarkus.http.non-application-root-path", "quarkus.smallrye-health.root-path");
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("say what they need, and get no more memory than that")
  void resources(String folder) {
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      Map<String, Quantity> requests = workload.container().getResources().getRequests();
      Map<String, Quantity> limits = workload.container().getResources().getLimits();
      assertThat(requests).as(workload.name()).containsKeys("cpu", "memory");
      assertThat(limits).containsKeys("cpu", "memory");
      assertThat(limits.get("memory")).isEqualTo(requests.get("memory"));
      assertThat(limits.get("cpu").getNumericalAmount())
          .isGreaterThanOrEqualTo(requests.get("cpu").getNumericalAmount());
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("are their own: no other selector takes them")
  void selectors(String folder) {
    List<Workload> workloads = Workload.among(Manifests.build(folder));
    for (Workload workload : workloads) {
      assertThat(workloads)
          .filteredOn(it -> it.isSelectedBy(workload.selector()))
          .containsExactly(workload);
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("go one by one when machines are drained")
  void disruption(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    List<PodDisruptionBudget> budgets =
        Manifests.ofKind(resources, "PodDisruptionBudget").stream()
            .map(node -> StrictModels.read(node, PodDisruptionBudget.class))
            .toList();
    List<Workload> workloads = Workload.among(resources);
    assertThat(budgets).hasSameSizeAs(workloads);
    for (Workload workload : workloads) {
      assertThat(budgets)
          .filteredOn(budget -> workload.isSelectedBy(budget.getSpec().getSelector()))
          .singleElement()
          .satisfies(
              budget -> {
                assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
                assertThat(budget.getMetadata().getName()).isEqualTo(workload.name());
              });
    }
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#OVERLAYS")
  @DisplayName("are scraped once each, where they give their figures")
  void metrics(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    List<PodMonitor> monitors =
        Manifests.ofKind(resources, "PodMonitor").stream()
            .map(node -> StrictModels.read(node, PodMonitor.class))
            .toList();
    for (Workload workload : Workload.among(resources)) {
      assertThat(monitors)
          .filteredOn(monitor -> workload.isSelectedBy(monitor.getSpec().getSelector()))
          .singleElement()
          .satisfies(
              monitor -> {
                var endpoint = monitor.getSpec().getPodMetricsEndpoints().get(0);
                assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
                assertThat(workload.port(endpoint.getPort())).isPositive();
                assertThat(endpoint.getRelabelings())
                    .allSatisfy(
                        rule ->
                            assertThat(rule.getSourceLabels())
                                .allMatch(
                                    label -> label.startsWith("__meta_kubernetes_pod_label_")));
              });
    }
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#OVERLAYS")
  @DisplayName("of the gateway are behind one address, with a volume for the files that wait")
  void gateway(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    Service service =
        StrictModels.read(Manifests.ofKind(resources, "Service").get(0), Service.class);
    Workload gateway =
        Workload.among(resources).stream()
            .filter(it -> it.module().equals("gateway-service"))
            .findAny()
            .orElseThrow();
    assertThat(gateway.labels()).containsAllEntriesOf(service.getSpec().getSelector());
    assertThat(gateway.port(service.getSpec().getPorts().get(0).getTargetPort().getStrVal()))
        .isPositive();
    assertThat(gateway.variable("NEUME_GATEWAY_UPLOAD_SPOOL")).startsWith("/var/lib/neume/");
    assertThat(gateway.variable("QUARKUS_HTTP_BODY_UPLOADS_DIRECTORY"))
        .startsWith("/var/lib/neume/");
    ObjectNode set = Manifests.ofKind(resources, "StatefulSet").get(0);
    assertThat(set.at("/spec/serviceName").asText()).isEqualTo(service.getMetadata().getName());
    assertThat(set.at("/spec/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("spool");
  }
}
