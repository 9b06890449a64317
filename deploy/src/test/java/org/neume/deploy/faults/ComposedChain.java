package org.neume.deploy.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The chain of compose.yaml in containers of its own, and what can be done to them. Used by one
 * thread.
 */
final class ComposedChain implements AutoCloseable {
  static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
  static final List<String> STAGES =
      List.of("feature-service", "inference-service", "decoder-service", "transcription-service");

  private static final String PROJECT = "neume-faults";
  private static final String SABOTEUR = "local/netfault";

  private final Path root;
  private final Path keys;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Map<String, URI> addresses = new HashMap<>();

  /**
   * A chain that does not run yet.
   *
   * @param root the project's folder
   * @param keys where the keys go by which tests speak to the brokers
   */
  ComposedChain(Path root, Path keys) throws IOException {
    this.root = root;
    this.keys = keys;
    for (int broker = 1; broker <= BROKERS.size(); broker++) {
      ports.add(freePort());
      environment.put("FAULTS_PORT_" + broker, Integer.toString(ports.get(broker - 1)));
    }
    int gateway = freePort();
    environment.put("NEUME_GATEWAY_PORT", Integer.toString(gateway));
    addresses.put("gateway-service", URI.create("http://localhost:" + gateway));
    for (String service : List.of("decoder-service", "transcription-service")) {
      int port = freePort();
      environment.put(
          "FAULTS_PORT_" + service.replace("-service", "").toUpperCase(Locale.ROOT),
          Integer.toString(port));
      addresses.put(service, URI.create("http://localhost:" + port));
    }
  }

  /** Starts brokers and services afresh and waits until all are ready. */
  void start() throws IOException, InterruptedException {
    compose("down", "--volumes", "--remove-orphans");
    heal();
    for (String principal :
        List.of(
            "operator",
            "inference-service",
            "feature-service",
            "decoder-service",
            "transcription-service",
            "admin")) {
      takeKeys(principal);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String compose(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "-p",
                PROJECT,
                "-f",
                root.resolve("deploy/compose.yaml").toString(),
                "-f",
                root.resolve("deploy/src/test/resources/compose.faults.yaml").toString()));
    command.addAll(List.of(words));
    return Command.run(environment, command);
  }

  /** Starts what does not run and waits until everything is ready; one replica of each service. */
  void heal() throws IOException, InterruptedException {
    compose("up", "--wait", "--wait-timeout", "240");
  }

  /** Makes topics and rights as the tables say, as the first start did. */
  void setUpCluster() throws IOException, InterruptedException {
    compose("run", "--rm", "--no-deps", "cluster");
  }

  /** Ends whatever a fault that failed half way left behind. */
  void restore() throws IOException, InterruptedException {
    for (String container :
        Command.docker("ps", "-q", "--filter", "status=paused").lines().toList()) {
      if (!container.isBlank()
          && Command.docker("inspect", "--format", "{{.Name}}", container).contains(PROJECT)) {
        resume(container);
      }
    }
    heal();
  }

  /** Where a service that is not scaled answers over HTTP. */
  URI address(String service) {
    return Objects.requireNonNull(addresses.get(service), service);
  }

  /** Starts or ends replicas of a service and waits until all are ready. */
  void scale(String service, int replicas) throws IOException, InterruptedException {
    compose(
        "up",
        "--wait",
        "--wait-timeout",
        "240",
        "--no-recreate",
        "--scale",
        service + "=" + replicas);
  }

  private void takeKeys(String principal) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(keys.resolve(principal));
    String container =
        Command.docker(
            "create",
            "-v",
            PROJECT + "_tls-" + principal + ":/keys:ro",
            "neume/setup:" + version());
    try {
      Command.docker("cp", container + ":/keys/.", folder.toString());
    } finally {
      Command.docker("rm", container);
    }
  }

  private String version() throws IOException {
    return Files.readString(root.resolve("pom.xml"))
        .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
  }

  /** Settings of a client with a principal's certificate. */
  Map<String, Object> client(String principal) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        "bootstrap.servers",
        String.join(",", ports.stream().map(port -> "localhost:" + port).toList()));
    settings.put("security.protocol", "SSL");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", keys.resolve(principal).resolve("user.pem").toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", keys.resolve(principal).resolve("ca.pem").toString());
    settings.put("reconnect.backoff.max.ms", 1_000);
    return settings;
  }

  /** A container by its service and number. */
  static String container(String service, int number) {
    return "%s-%s-%d".formatted(PROJECT, service, number);
  }

  static String container(String service) {
    return container(service, 1);
  }

  /** The address of a container among the others. */
  static String inside(String container) throws IOException, InterruptedException {
    return Command.docker(
        "inspect",
        "--format",
        "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
        container);
  }

  /** Ends a process with SIGKILL; nothing starts it again. */
  void kill(String container) throws IOException, InterruptedException {
    Command.docker("kill", "--signal", "KILL", container);
  }

  /** Ends a process as an orderly shutdown does. */
  void stop(String container) throws IOException, InterruptedException {
    Command.docker("stop", container);
  }

  void start(String container) throws IOException, InterruptedException {
    Command.docker("start", container);
  }

  /** Holds all threads of a process; its connections stay open. */
  void pause(String container) throws IOException, InterruptedException {
    Command.docker("pause", container);
  }

  void resume(String container) throws IOException, InterruptedException {
    Command.docker("unpause", container);
  }

  /** Waits until a container's own health check says that it is ready. */
  void awaitHealthy(String container) throws IOException, InterruptedException {
    for (int i = 0; i < 480; i++) {
      String health = Command.docker("inspect", "--format", "{{.State.Health.Status}}", container);
      if (health.equals("healthy")) {
        return;
      }
      Thread.sleep(250);
    }
    throw new IOException(container + " did not become healthy");
  }

  /** Skips where the program that tampers with packets is not to be had. */
  static void assumeSaboteur() throws InterruptedException {
    try {
      Command.docker("image", "inspect", SABOTEUR);
    } catch (IOException e) {
      Assumptions.abort(
          "no image %s: build one from any base with iptables and iproute2 to see the network fail"
              .formatted(SABOTEUR));
    }
  }

  /** Changes how packets come and go in a container, by a program that shares its network. */
  void network(String container, String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--rm",
                "--network",
                "container:" + container,
                "--cap-add",
                "NET_ADMIN",
                SABOTEUR));
    command.addAll(List.of(words));
    Command.docker(command.toArray(new String[0]));
  }

  /** The last lines that a container printed. */
  static String log(String container) throws IOException, InterruptedException {
    return Command.run(
        Map.of(), List.of("sh", "-c", "docker logs --tail 40 " + container + " 2>&1"));
  }

  @Override
  public void close() throws IOException {
    try {
      compose("down", "--volumes", "--timeout", "5");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
