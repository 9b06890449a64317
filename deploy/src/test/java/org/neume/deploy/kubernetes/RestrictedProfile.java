package org.neume.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of Kubernetes' Pod Security Standard {@code restricted}, those of {@code baseline}
 * included, written down from its documentation.
 */
final class RestrictedProfile {
  private RestrictedProfile() {}

  /** What of a pod the profile refuses; empty if it takes the pod. */
  static List<String> violations(PodSpec pod) {
    List<String> found = new ArrayList<>();
    refuse(found, "host network", pod.getHostNetwork());
    refuse(found, "host processes", pod.getHostPID());
    refuse(found, "host interprocess communication", pod.getHostIPC());
    var context = Optional.ofNullable(pod.getSecurityContext());
    context.filter(it -> !it.getSysctls().isEmpty()).ifPresent(it -> found.add("kernel settings"));
    context
        .map(it -> it.getWindowsOptions())
        .ifPresent(it -> refuse(found, "Windows host process", it.getHostProcess()));
    context.filter(it -> Objects.equals(it.getRunAsUser(), 0L)).ifPresent(it -> found.add("root"));
    boolean nonRoot = context.map(it -> it.getRunAsNonRoot()).orElse(false);
    boolean seccomp = context.map(it -> confined(it.getSeccompProfile())).orElse(false);
    for (Volume volume : pod.getVolumes()) {
      if (!allowed(volume)) {
        found.add("volume " + volume.getName());
      }
    }
    Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
        .forEach(container -> container(container, nonRoot, seccomp, found));
    return found;
  }

  private static void container(
      Container container, boolean nonRoot, boolean seccomp, List<String> found) {
    SecurityContext context =
        Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
    refuse(found, "privileged", context.getPrivileged());
    if (!Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
      found.add("privilege escalation");
    }
    if (!Optional.ofNullable(context.getRunAsNonRoot()).orElse(nonRoot)) {
      found.add("may be root");
    }
    if (Objects.equals(context.getRunAsUser(), 0L)) {
      found.add("root");
    }
    SeccompProfile profile = context.getSeccompProfile();
    if (profile == null ? !seccomp : !confined(profile)) {
      found.add("no seccomp profile");
    }
    Capabilities capabilities =
        Optional.ofNullable(context.getCapabilities()).orElseGet(Capabilities::new);
    if (!capabilities.getDrop().contains("ALL")) {
      found.add("capabilities kept");
    }
    if (!List.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd())) {
      found.add("capabilities added");
    }
    if (!List.of("Default")
        .contains(Optional.ofNullable(context.getProcMount()).orElse("Default"))) {
      found.add("proc mount");
    }
    container.getPorts().stream()
        .filter(port -> Optional.ofNullable(port.getHostPort()).orElse(0) != 0)
        .forEach(port -> found.add("host port"));
  }

  private static boolean confined(SeccompProfile profile) {
    return profile != null && List.of("RuntimeDefault", "Localhost").contains(profile.getType());
  }

  private static boolean allowed(Volume volume) {
    return Stream.of(
            volume.getConfigMap(),
            volume.getCsi(),
            volume.getDownwardAPI(),
            volume.getEmptyDir(),
            volume.getEphemeral(),
            volume.getPersistentVolumeClaim(),
            volume.getProjected(),
            volume.getSecret())
        .anyMatch(Objects::nonNull);
  }

  private static void refuse(List<String> found, String what, Boolean given) {
    if (Boolean.TRUE.equals(given)) {
      found.add(what);
    }
  }
}
