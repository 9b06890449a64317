package org.neume.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Prometheus")
class PrometheusTest {
  private static final String IMAGE = "prom/prometheus";
  private static final List<String> SERVICES =
      List.of(
          "feature-service",
          "inference-service",
          "decoder-service",
          "transcription-service",
          "gateway-service");

  /** How a command ended, and what it said. */
  private record Outcome(int code, String output) {}

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Repository.at("deploy/prometheus").toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends: " + command).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  /** Runs promtool in deploy/prometheus: that of the path, or of an image that is here already. */
  private static Outcome promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (onPath("promtool")) {
      command.add("promtool");
    } else {
      assumeTrue(
          onPath("docker") && run(List.of("docker", "image", "inspect", IMAGE)).code() == 0,
          "promtool is missing: 'apt-get install prometheus' or 'docker pull prom/prometheus' brings it; the tests of alerts are skipped");
      command.addAll(
          List.of(
              "docker",
              "run",
              "--rm",
              "-v",
              Repository.at("deploy/prometheus").toAbsolutePath() + ":/p:ro",
              "-w",
              "/p",
              "--entrypoint",
              "promtool",
              IMAGE));
    }
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static boolean onPath(String program) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  @DisplayName("takes the configuration and its rules")
  void configuration() throws Exception {
    Outcome outcome = promtool("check", "config", "prometheus.yml");
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("rules found");
  }

  @Test
  @DisplayName("lets every alert fire when it must, with its words, and be silent otherwise")
  void alerts() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    for (Path file : Repository.files("deploy/prometheus/tests", ".yaml")) {
      arguments.add("tests/" + file.getFileName());
    }
    assertThat(arguments).hasSizeGreaterThan(2);
    Outcome outcome = promtool(arguments.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  @Test
  @DisplayName("scrapes every service at its port, however many replicas it has")
  void targets() throws Exception {
    JsonNode jobs =
        Repository.yaml(Repository.at("deploy/prometheus/prometheus.yml")).path("scrape_configs");
    assertThat(jobs).extracting(job -> job.path("job_name").asText()).containsAll(SERVICES);
    for (JsonNode job : jobs) {
      String service = job.path("job_name").asText();
      if (SERVICES.contains(service)) {
        JsonNode lookUp = job.at("/dns_sd_configs/0");
        assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(lookUp.path("names").path(0).asText()).isEqualTo(service);
        assertThat(lookUp.path("type").asText()).isEqualTo("A");
        assertThat(lookUp.path("port").asText()).as(service).isEqualTo(port(service));
      }
    }
  }

  private static String port(String service) throws IOException {
    Properties settings = new Properties();
    try (var in =
        Files.newInputStream(
            Repository.at(
                service + "/src/main/resources/META-INF/microprofile-config.properties"))) {
      settings.load(in);
    }
    return settings.getProperty("quarkus.http.port");
  }
}
