package org.neume.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Access;
import org.neume.schemas.Lane;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

@DisplayName("compose.yaml")
class ComposeFileTest {
  private static final List<String> SERVICES =
      List.of(
          "feature-service",
          "inference-service",
          "decoder-service",
          "transcription-service",
          "gateway-service");

  /** Their exit code says how it went. */
  private static final Set<String> ONCE = Set.of("certificates", "cluster", "cli");

  private final Path root = Path.of(System.getProperty("neume.root"));
  private final JsonNode file;

  ComposeFileTest() throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(100);
    // SnakeYAML resolves anchors and merges as Docker Compose does; Jackson does not merge.
    Map<String, Object> parsed =
        new Yaml(options).load(Files.readString(root.resolve("deploy/compose.yaml")));
    file = new ObjectMapper().valueToTree(parsed);
  }

  private JsonNode service(String name) {
    return file.path("services").path(name);
  }

  @Test
  @DisplayName("starts a container for every service of the table of access")
  void services() {
    List<String> of =
        Access.ALL.stream()
            .map(Access::principal)
            .filter(name -> name.endsWith("-service"))
            .toList();
    assertThat(of).isEqualTo(SERVICES);
    for (String name : SERVICES) {
      assertThat(service(name).path("image").asText()).isEqualTo("neume/" + name + ":" + version());
    }
  }

  @Test
  @DisplayName(
      "has every stage in the lane of what can wait, too, which is off and gets what others leave")
  void lanes() {
    for (String name : SERVICES) {
      if (name.equals("gateway-service")) {
        continue;
      }
      ObjectNode expected = service(name).deepCopy();
      expected.putArray("profiles").add("bulk");
      expected.put("cpu_shares", 20);
      expected
          .withObject("environment")
          .put("NEUME_LANE", Lane.BULK.text())
          .put("NEUME_STAGE_STUCK_AFTER", "PT30M");
      assertThat(service(name + "-bulk")).isEqualTo(expected);
    }
    assertThat(service("gateway-service").at("/environment/NEUME_GATEWAY_BULK").asText())
        .isEqualTo("${NEUME_BULK:-false}");
    String metrics = service("cli").at("/environment/NEUME_METRICS").asText();
    int bulk = metrics.indexOf("${NEUME_BULK:+,");
    for (String name : SERVICES) {
      if (!name.equals("gateway-service")) {
        assertThat(metrics.indexOf(name + ":")).isBetween(0, bulk);
        assertThat(metrics.indexOf(name + "-bulk:")).isGreaterThan(bulk);
      }
    }
  }

  private String version() {
    try {
      String pom = Files.readString(root.resolve("pom.xml"));
      return pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName(
      "gives every container of ours a file system that it cannot write, and no rights of the kernel's")
  void restrictions() {
    file.path("services")
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              assertThat(texts(service.path("cap_drop"))).as(entry.getKey()).contains("ALL");
              assertThat(texts(service.path("security_opt")))
                  .as(entry.getKey())
                  .contains("no-new-privileges:true");
              if (service.path("image").asText().startsWith("neume/")) {
                assertThat(service.path("read_only").asBoolean()).as(entry.getKey()).isTrue();
              }
            });
  }

  @Test
  @DisplayName("bounds memory, processors and processes of every container")
  void limits() {
    file.path("services")
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              assertThat(service.path("mem_limit").asText())
                  .as(entry.getKey())
                  .matches("[0-9]+[mg]");
              assertThat(service.path("cpus").asText())
                  .as(entry.getKey())
                  .matches("\\$\\{NEUME_CPUS:-2}|1");
              assertThat(service.path("pids_limit").asInt())
                  .as("room for the threads of a JVM in " + entry.getKey())
                  .isBetween(256, 4096);
            });
  }

  @Test
  @DisplayName("asks every container that stays after its health, and starts it again when it ends")
  void health() {
    file.path("services")
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              List<String> check = texts(service.path("healthcheck").path("test"));
              if (ONCE.contains(entry.getKey())) {
                assertThat(service.has("restart")).as(entry.getKey() + " ends").isFalse();
                assertThat(check).as(entry.getKey() + " ends").isEmpty();
              } else {
                assertThat(service.path("restart").asText())
                    .as(entry.getKey())
                    .isEqualTo("unless-stopped");
                assertThat(check.size()).as(entry.getKey()).isGreaterThan(1);
                assertThat(check.get(0)).as("no shell for " + entry.getKey()).isEqualTo("CMD");
              }
            });
  }

  @Test
  @DisplayName("shows a service its own key and nobody else's")
  void keys() {
    for (String name : SERVICES) {
      List<String> keys =
          texts(service(name).path("volumes")).stream()
              .filter(volume -> volume.startsWith("tls-"))
              .toList();
      assertThat(keys).containsExactly("tls-" + name + ":/etc/neume/tls:ro");
    }
    Set<String> written = new HashSet<>();
    texts(service("certificates").path("volumes"))
        .forEach(volume -> written.add(volume.substring(volume.indexOf("/tls/") + 5)));
    Set<String> owners =
        new HashSet<>(Set.of("authority", "admin", "kafka-1", "kafka-2", "kafka-3"));
    Access.ALL.forEach(access -> owners.add(access.principal()));
    assertThat(written).isEqualTo(owners);
  }

  @Test
  @DisplayName("asks each service at its own port whether it lives and whether it is ready")
  void probes() throws IOException {
    for (String name : SERVICES) {
      String settings =
          Files.readString(
              root.resolve(name)
                  .resolve("src/main/resources/META-INF/microprofile-config.properties"));
      String port = settings.replaceFirst("(?s).*\\nquarkus\\.http\\.port=(\\d+).*", "$1");
      List<String> check = texts(service(name).path("healthcheck").path("test"));
      assertThat(check)
          .endsWith(
              "--end-when-dead",
              "http://127.0.0.1:" + port + "/q/health/live",
              "http://127.0.0.1:" + port + "/q/health/ready");
    }
  }

  @Test
  @DisplayName(
      "has no listener without TLS, asks every client for its certificate, and lets nobody in by default")
  void brokers() {
    for (int number = 1; number <= 3; number++) {
      JsonNode broker = service("kafka-" + number);
      JsonNode settings = broker.path("environment");
      assertThat(settings.path("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").asText().split(","))
          .allMatch(listener -> listener.endsWith(":SSL"));
      assertThat(settings.path("KAFKA_SSL_CLIENT_AUTH").asText()).isEqualTo("required");
      assertThat(settings.path("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND").asText()).isEqualTo("false");
      assertThat(settings.path("KAFKA_AUTO_CREATE_TOPICS_ENABLE").asText()).isEqualTo("false");
      assertThat(settings.path("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
      assertThat(settings.path("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt()).isEqualTo(3);
      assertThat(broker.has("ports")).as("reached from inside alone").isFalse();
    }
  }

  @Test
  @DisplayName("publishes one port, on this machine's own address")
  void ports() {
    List<String> published = new ArrayList<>();
    file.path("services").forEach(service -> published.addAll(texts(service.path("ports"))));
    assertThat(published.stream().filter(port -> port.contains("8080")))
        .containsExactly("127.0.0.1:${NEUME_GATEWAY_PORT:-8080}:8080");
    assertThat(published).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
