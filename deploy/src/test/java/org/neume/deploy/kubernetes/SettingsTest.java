package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.neume.schemas.Access;

@DisplayName("The pods' settings")
class SettingsTest {
  private static final String ROOTS = "org.neume.deploy.kubernetes.Manifests#ROOTS";

  /** Quarkus' own settings that we use, from its reference; a further one is looked up there first. */
  private static final Set<String> QUARKUS =
      Set.of(
          "QUARKUS_HTTP_HOST",
          "QUARKUS_HTTP_INSECURE_REQUESTS",
          "QUARKUS_HTTP_SSL_PORT",
          "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
          "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
          "QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD",
          "QUARKUS_HTTP_BODY_UPLOADS_DIRECTORY");

  /** What TensorFlow and CUDA read. */
  private static final Set<String> NATIVE = Set.of("TF_DETERMINISTIC_OPS", "NVIDIA_TF32_OVERRIDE");

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("are settings that there are")
  void settings(String folder) {
    List<Pattern> known = SettingNames.variables();
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      Set<String> names = new TreeSet<>();
      workload.container().getEnv().stream().map(EnvVar::getName).forEach(names::add);
      workload.container().getEnvFrom().stream().map(EnvFromSource::getPrefix).forEach(names::add);
      assertThat(names)
          .as(workload.name())
          .allMatch(
              name ->
                  QUARKUS.contains(name)
                      || NATIVE.contains(name)
                      || isKafka(name)
                      || known.stream().anyMatch(setting -> setting.matcher(name).matches()));
    }
  }

  @Test
  @DisplayName("would not be taken if misspelt")
  void unknownSettings() {
    List<Pattern> known = SettingNames.variables();
    assertThat(
            List.of(
                "NEUME_STAGE_STALL_AFTER",
                "NEUME_INFERENCE_BATCH_MAX_WINDOWS",
                "NEUME_GATEWAY_ACCESS_KEYS_STUDIO",
                "NEUME_GATEWAY_EVENTS_LISTENERS_PER_CLIENT"))
        .allMatch(name -> known.stream().anyMatch(it -> it.matcher(name).matches()));
    assertThat(List.of("NEUME_STAGE_STALLAFTER", "NEUME_INFERENCE_MAX_WINDOWS", "NEUME_INFERENCE"))
        .noneMatch(name -> known.stream().anyMatch(it -> it.matcher(name).matches()));
    assertThat(isKafka("KAFKA_SSL_TRUSTSTORE_PLACE")).isFalse();
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("bring them to the brokers over TLS, with the certificate of their own user")
  void security(String folder) {
    for (Workload workload : Workload.among(Manifests.build(folder))) {
      assertThat(Access.of(workload.module())).as(workload.module()).isPresent();
      assertThat(workload.variable("KAFKA_SECURITY_PROTOCOL")).isEqualTo("SSL");
      assertThat(workload.variable("KAFKA_BOOTSTRAP_SERVERS"))
          .isEqualTo("neume-kafka-bootstrap:9093");
      assertThat(secret(workload, "KAFKA_SSL_KEYSTORE_PASSWORD"))
          .isEqualTo(workload.module() + "/user.password");
      assertThat(secret(workload, "KAFKA_SSL_TRUSTSTORE_PASSWORD"))
          .isEqualTo("neume-cluster-ca-cert/ca.password");
      assertThat(mounted(workload, workload.variable("KAFKA_SSL_KEYSTORE_LOCATION")))
          .isEqualTo(workload.module() + "/user.p12");
      assertThat(mounted(workload, workload.variable("KAFKA_SSL_TRUSTSTORE_LOCATION")))
          .isEqualTo("neume-cluster-ca-cert/ca.p12");
    }
  }

  private static boolean isKafka(String variable) {
    if (!variable.startsWith("KAFKA_")) {
      return false;
    }
    String setting =
        variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    return ConsumerConfig.configNames().contains(setting)
        && ProducerConfig.configNames().contains(setting);
  }

  private static String secret(Workload workload, String variable) {
    return workload.container().getEnv().stream()
        .filter(it -> it.getName().equals(variable))
        .map(it -> it.getValueFrom().getSecretKeyRef())
        .map(it -> it.getName() + "/" + it.getKey())
        .findAny()
        .orElseThrow();
  }

  /** The secret and its entry that lie at a path. */
  private static String mounted(Workload workload, String path) {
    var mount =
        workload.container().getVolumeMounts().stream()
            .filter(it -> it.getMountPath().equals(path))
            .findAny()
            .orElseThrow();
    Volume volume =
        workload.template().getSpec().getVolumes().stream()
            .filter(it -> it.getName().equals(mount.getName()))
            .findAny()
            .orElseThrow();
    assertThat(mount.getReadOnly()).isTrue();
    assertThat(volume.getSecret().getDefaultMode()).as("0440").isEqualTo(288);
    return volume.getSecret().getSecretName() + "/" + mount.getSubPath();
  }
}
