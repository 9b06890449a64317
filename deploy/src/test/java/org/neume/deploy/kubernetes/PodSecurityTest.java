package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SysctlBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Pods of the chain")
class PodSecurityTest {
  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#ROOTS")
  @DisplayName("ask for nothing that the restricted profile refuses")
  void restricted(String folder) {
    assertThat(Workload.among(Manifests.build(folder)))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(RestrictedProfile.violations(it.template().getSpec()))
                    .as(it.name())
                    .isEmpty());
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#OVERLAYS")
  @DisplayName("would be refused by their namespace otherwise")
  void enforced(String folder) {
    ObjectNode namespace = Manifests.ofKind(Manifests.build(folder), "Namespace").get(0);
    for (String mode : List.of("enforce", "warn", "audit")) {
      assertThat(namespace.at("/metadata/labels/pod-security.kubernetes.io~1" + mode).asText())
          .isEqualTo("restricted");
    }
  }

  @ParameterizedTest
  @FieldSource("org.neume.deploy.kubernetes.Manifests#ROOTS")
  @DisplayName(
      "run as user 10001, write to volumes alone, hold no token and see no variables of other services")
  void closed(String folder) {
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      PodSpec pod = workload.template().getSpec();
      assertThat(pod.getContainers()).as(workload.name()).hasSize(1);
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getEnableServiceLinks()).isFalse();
      assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
      assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(10001);
      assertThat(workload.container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(pod.getVolumes())
          .filteredOn(volume -> volume.getEmptyDir() != null)
          .as("memory or disk of the node without a limit")
          .allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
    }
  }

  /** A way to break each rule. */
  static final Map<String, Consumer<PodSpec>> BREACHES =
      Map.ofEntries(
          Map.entry("host network", pod -> pod.setHostNetwork(true)),
          Map.entry("host processes", pod -> pod.setHostPID(true)),
          Map.entry("host interprocess communication", pod -> pod.setHostIPC(true)),
          Map.entry(
              "kernel settings",
              pod ->
                  pod.getSecurityContext()
                      .setSysctls(List.of(new SysctlBuilder().withName("kernel.sem").build()))),
          Map.entry(
              "volume host",
              pod ->
                  pod.getVolumes()
                      .add(
                          new VolumeBuilder()
                              .withName("host")
                              .withNewHostPath()
                              .withPath("/")
                              .endHostPath()
                              .build())),
          Map.entry("privileged", pod -> first(pod).getSecurityContext().setPrivileged(true)),
          Map.entry(
              "privilege escalation",
              pod -> first(pod).getSecurityContext().setAllowPrivilegeEscalation(null)),
          Map.entry("may be root", pod -> first(pod).getSecurityContext().setRunAsNonRoot(false)),
          Map.entry("root", pod -> pod.getSecurityContext().setRunAsUser(0L)),
          Map.entry(
              "no seccomp profile",
              pod ->
                  first(pod)
                      .getSecurityContext()
                      .setSeccompProfile(
                          new SeccompProfileBuilder().withType("Unconfined").build())),
          Map.entry(
              "capabilities kept",
              pod -> first(pod).getSecurityContext().getCapabilities().setDrop(List.of("KILL"))),
          Map.entry(
              "capabilities added",
              pod ->
                  first(pod).getSecurityContext().getCapabilities().setAdd(List.of("SYS_ADMIN"))),
          Map.entry("proc mount", pod -> first(pod).getSecurityContext().setProcMount("Unmasked")),
          Map.entry(
              "host port",
              pod ->
                  first(pod)
                      .setPorts(
                          List.of(
                              new ContainerPortBuilder()
                                  .withContainerPort(1)
                                  .withHostPort(1)
                                  .build()))));

  @Test
  @DisplayName("are found out, whichever rule of the profile they break")
  void everyRule() {
    BREACHES.forEach(
        (violation, breach) -> {
          PodSpec pod = Workload.among(Manifests.build("overlays/cpu")).get(0).template().getSpec();
          breach.accept(pod);
          assertThat(RestrictedProfile.violations(pod)).containsExactly(violation);
        });
  }

  private static Container first(PodSpec pod) {
    return pod.getContainers().get(0);
  }
}
