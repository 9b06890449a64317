package org.neume.cli.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker with its controller (KRaft) inside this process.
 *
 * <p>The only class that touches Kafka's internal interface, which changes from version to version:
 * {@code kafka.version} in the root POM is the version that it was written against. Listens on the
 * loopback address alone. A process holds one at a time, for Kafka's exit procedures are its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE = 1;
  private static final String HOST = "localhost";
  private static final int PORT_ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Formats the folder where it is new, and starts.
   *
   * @param data folder of the log, kept over restarts; created where absent
   * @param port port for clients, or 0 for any that is free
   * @param onFailure told in one line when the broker cannot go on, for example on a full disk; the
   *     process has to end then
   * @return a broker that takes requests
   * @throws BrokerStartException if the folder or the port cannot be had
   */
  public static EmbeddedBroker start(Path data, int port, Consumer<String> onFailure) {
    return start(data, port, Map.of(), onFailure);
  }

  /**
   * The same, with settings of the broker's own that come before the usual ones: who may connect to
   * its listener {@code CLIENTS}, and how.
   */
  public static EmbeddedBroker start(
      Path data, int port, Map<String, String> settings, Consumer<String> onFailure) {
    makeFolder(data);
    RuntimeException last = new IllegalStateException("not tried");
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      int clientPort = port == 0 ? freePort() : requireFree(port);
      int controllerPort = freePort();
      try {
        Properties properties = properties(data, clientPort, controllerPort);
        properties.putAll(settings);
        return startOn(data, clientPort, properties, onFailure);
      } catch (RuntimeException e) {
        // Another process may have taken a port between the question and the answer.
        last = e;
      }
    }
    throw new BrokerStartException(
        "the embedded broker does not start in %s: %s; try an empty folder"
            .formatted(data, rootMessage(last)),
        last);
  }

  /** The address for clients, as {@code host:port}. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  /** Stops the broker; what was written stays in its folder. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static EmbeddedBroker startOn(
      Path data, int clientPort, Properties properties, Consumer<String> onFailure) {
    format(data);
    exitWithoutEndingTheProcess(data, onFailure);
    KafkaConfig config = KafkaConfig.fromProps(properties);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new EmbeddedBroker(server, clientPort);
  }

  private static Properties properties(Path data, int clientPort, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(NODE));
    p.setProperty("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty(
        "listeners",
        "CLIENTS://%s:%d,CONTROLLER://%s:%d".formatted(HOST, clientPort, HOST, controllerPort));
    p.setProperty(
        "advertised.listeners",
        "CLIENTS://%s:%d,CONTROLLER://%s:%d".formatted(HOST, clientPort, HOST, controllerPort));
    p.setProperty("log.dirs", data.toString());
    // A single node: one copy of everything, and few partitions of what Kafka keeps for itself.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "3");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("num.recovery.threads.per.data.dir", "1");
    p.setProperty("background.threads", "2");
    p.setProperty("log.cleaner.threads", "1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    p.setProperty("log.index.size.max.bytes", "262144");
    return p;
  }

  private static void format(Path data) {
    Formatter formatter = new Formatter();
    formatter.setPrintStream(new PrintStream(PrintStream.nullOutputStream()));
    formatter.setNodeId(NODE);
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setMetadataLogDirectory(data.toString());
    formatter.setDirectories(List.of(data.toString()));
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setIgnoreFormatted(true);
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      formatter.run();
    } catch (Exception e) {
      throw new BrokerStartException(
          "the embedded broker cannot write to %s: %s; give another folder"
              .formatted(data, rootMessage(e)),
          e);
    }
  }

  /** Kafka ends the whole JVM when its log fails; here the command decides, and says why. */
  private static void exitWithoutEndingTheProcess(Path data, Consumer<String> onFailure) {
    Exit.Procedure procedure =
        (status, message) -> {
          onFailure.accept(
              "the embedded broker stopped: its folder %s is full or unwritable, or holds what is not the broker's; free some space, or give another folder"
                  .formatted(data));
          throw new IllegalStateException("the broker ended with status " + status);
        };
    Exit.setExitProcedure(procedure);
    Exit.setHaltProcedure(procedure);
  }

  private static void makeFolder(Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new BrokerStartException(
          "the broker's folder %s cannot be made: %s; give another".formatted(data, reason(e)), e);
    }
    if (!Files.isWritable(data)) {
      throw new BrokerStartException(
          "the broker's folder %s cannot be written to; give another".formatted(data), null);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback address", e);
    }
  }

  private static int requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As Kafka binds: a port that lingers after a stop is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return port;
    } catch (IOException e) {
      throw new BrokerStartException(
          "port %d is in use; end the program that holds it, or give another with --port"
              .formatted(port),
          e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
