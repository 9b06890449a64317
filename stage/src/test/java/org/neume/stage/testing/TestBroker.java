package org.neume.stage.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** A Kafka broker in the test's own process, with the topics of the chain. */
public final class TestBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrap;

  private TestBroker(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /** Starts a broker on a fresh folder and creates the topics with this many partitions. */
  public static TestBroker start(int partitions) {
    try {
      Path data = Files.createTempDirectory("neume-test-broker");
      int clients = freePort();
      int controller = freePort();
      Formatter formatter = new Formatter();
      formatter.setPrintStream(new PrintStream(PrintStream.nullOutputStream()));
      formatter.setNodeId(1);
      formatter.setClusterId(Uuid.randomUuid().toString());
      formatter.setControllerListenerName("CONTROLLER");
      formatter.setMetadataLogDirectory(data.toString());
      formatter.setDirectories(List.of(data.toString()));
      formatter.setReleaseVersion(MetadataVersion.latestProduction());
      formatter.run();
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(settings(data, clients, controller)), Time.SYSTEM);
      server.startup();
      TestBroker broker = new TestBroker(server, "localhost:" + clients);
      broker.createTopics(partitions);
      return broker;
    } catch (Exception e) {
      throw new IllegalStateException("the test broker does not start", e);
    }
  }

  /** The address for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Creates the chain's topics with their own settings and this many partitions, but for one: audio
   * keeps the time stamps of its publishers, so that recordings that took minutes can be published
   * within seconds.
   */
  public static void createTopics(String bootstrap, int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
      admin
          .createTopics(Topics.ALL.stream().map(t -> newTopic(t, partitions)).toList())
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException("the topics cannot be created", e);
    }
  }

  private void createTopics(int partitions) {
    createTopics(bootstrap, partitions);
  }

  private static NewTopic newTopic(Topic topic, int partitions) {
    Map<String, String> settings = new TreeMap<>(topic.settings());
    settings.put("message.timestamp.type", "CreateTime");
    return new NewTopic(topic.name(), partitions, (short) 1).configs(settings);
  }

  private static Properties settings(Path data, int clients, int controller) {
    String listeners =
        "CLIENTS://localhost:%d,CONTROLLER://localhost:%d".formatted(clients, controller);
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@localhost:" + controller,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "CLIENTS",
            "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "listeners", listeners,
            "advertised.listeners", listeners,
            "log.dirs", data.toString()));
    settings.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "auto.create.topics.enable", "false",
            "log.cleaner.dedupe.buffer.size", "4194304"));
    return settings;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
