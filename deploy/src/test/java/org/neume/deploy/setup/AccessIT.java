package org.neume.deploy.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

@DisplayName("A broker with TLS and the rights of the table")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "file permissions are those of POSIX")
class AccessIT {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // Every client would print all its settings; a logger that nobody holds forgets its level.
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");
  private static final String STRANGE_GROUP = "somebody-else";

  @TempDir private static Path folder;
  private static GenericContainer<?> broker;
  private static String bootstrap;

  @BeforeAll
  static void start() throws Exception {
    CLIENTS.setLevel(Level.SEVERE);
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: start one to see each service held to its rights");
    Map<String, List<String>> owners = new HashMap<>();
    owners.put("kafka-1", List.of("kafka-1", "localhost"));
    owners.put("admin", List.of());
    Access.ALL.forEach(access -> owners.put(access.principal(), List.of()));
    new Certificates(folder, owners, folder).write(Map.of());
    int port = freePort();
    bootstrap = "localhost:" + port;
    broker = new GenericContainer<>(DockerImageName.parse(IMAGE));
    broker.setPortBindings(List.of(port + ":9093"));
    broker.addExposedPort(9093);
    broker.withEnv(settings(port));
    for (String file : List.of("user.pem", "ca.pem")) {
      broker.withCopyToContainer(
          Transferable.of(
              Files.readString(folder.resolve("kafka-1").resolve(file), StandardCharsets.US_ASCII)),
          "/etc/kafka/tls/" + file);
    }
    broker.start();
    try (Admin admin = Admin.create(client("admin"))) {
      Cluster cluster = new Cluster(admin, (short) 1);
      assertThat(cluster.topics()).hasSize(Topics.ALL.size());
      assertThat(cluster.rights()).isNotEmpty();
      awaitRights(admin);
      assertThat(cluster.topics()).as("a second run").isEmpty();
      assertThat(cluster.rights()).as("a second run").isEmpty();
      foreignRights(admin, cluster);
    }
    try (var producer =
        new KafkaProducer<>(
            client("admin"), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Topic topic : Topics.ALL) {
        producer.send(new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {1})).get();
      }
    }
  }

  /** What somebody else was given on topics of the chain is taken back, what they have elsewhere is not. */
  private static void foreignRights(Admin admin, Cluster cluster) throws Exception {
    AclBinding ghost = right("User:CN=ghost", "neume.beats");
    AclBinding surplus = right("User:CN=publisher", "neume.scores");
    AclBinding elsewhere = right("User:CN=ghost", "weather");
    admin.createAcls(List.of(ghost, surplus, elsewhere)).all().get();
    for (int i = 0; i < 100 && !rights(admin).contains(elsewhere); i++) {
      Thread.sleep(100);
    }
    assertThat(cluster.rights()).hasSize(2).allMatch(line -> line.startsWith("took back"));
    for (int i = 0; i < 100 && rights(admin).contains(ghost); i++) {
      Thread.sleep(100);
    }
    assertThat(rights(admin)).contains(elsewhere).doesNotContain(ghost, surplus);
    admin.deleteAcls(List.of(elsewhere.toFilter())).all().get();
  }

  private static Collection<AclBinding> rights(Admin admin) throws Exception {
    return admin.describeAcls(AclBindingFilter.ANY).values().get();
  }

  private static AclBinding right(String user, String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(user, "*", AclOperation.READ, AclPermissionType.ALLOW));
  }

  /** The controller has taken the rights; the broker hears of them a moment later. */
  private static void awaitRights(Admin admin) throws Exception {
    long rights = Access.ALL.stream().mapToLong(access -> Rights.of(access).size()).sum();
    for (int i = 0; i < 100; i++) {
      if (admin.describeAcls(AclBindingFilter.ANY).values().get().size() == rights) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the broker never heard of all rights");
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.stop();
    }
  }

  /** The settings of compose.yaml, for one broker. */
  private static Map<String, String> settings(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
    settings.put("KAFKA_NODE_ID", "1");
    settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9094");
    settings.put("KAFKA_LISTENERS", "CLIENTS://:9093,CONTROLLER://:9094");
    settings.put("KAFKA_ADVERTISED_LISTENERS", "CLIENTS://localhost:" + port);
    settings.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENTS:SSL,CONTROLLER:SSL");
    settings.put("KAFKA_INTER_BROKER_LISTENER_NAME", "CLIENTS");
    settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
    settings.put("KAFKA_SSL_CLIENT_AUTH", "required");
    settings.put("KAFKA_SSL_KEYSTORE_TYPE", "PEM");
    settings.put("KAFKA_SSL_KEYSTORE_LOCATION", "/etc/kafka/tls/user.pem");
    settings.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
    settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka/tls/ca.pem");
    settings.put(
        "KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "false");
    settings.put("KAFKA_SUPER_USERS", "User:CN=kafka-1;User:CN=admin");
    settings.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    settings.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1");
    settings.put("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1");
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, Object> client(String principal) {
    Path home = folder.resolve(principal);
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("security.protocol", "SSL");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", home.resolve("user.pem").toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", home.resolve("ca.pem").toString());
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("request.timeout.ms", 10_000);
    return settings;
  }

  @TestFactory
  @DisplayName("lets each principal")
  Stream<DynamicTest> principals() {
    return Access.ALL.stream()
        .flatMap(
            access ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        access.principal() + " read what it reads, and nothing else",
                        () -> reads(access)),
                    DynamicTest.dynamicTest(
                        access.principal() + " write what it writes, and nothing else",
                        () -> writes(access)),
                    DynamicTest.dynamicTest(
                        access.principal() + " commit in its groups, and in no other",
                        () -> commits(access))));
  }

  private static void reads(Access access) {
    try (var consumer = consumer(access, null)) {
      for (Topic topic : Topics.ALL) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        if (access.reads().contains(topic)) {
          long end = System.currentTimeMillis() + PATIENCE.toMillis();
          boolean read = false;
          while (!read && System.currentTimeMillis() < end) {
            read = !consumer.poll(Duration.ofMillis(200)).isEmpty();
          }
          assertThat(read).as("a record of " + topic.name()).isTrue();
        } else {
          assertThatThrownBy(
                  () -> {
                    consumer.position(partition, PATIENCE);
                    for (int i = 0; i < 20; i++) {
                      consumer.poll(Duration.ofMillis(200));
                    }
                  })
              .as(topic.name())
              .isInstanceOf(AuthorizationException.class);
        }
      }
    }
  }

  private static void writes(Access access) throws Exception {
    Map<String, Object> settings = new HashMap<>(client(access.principal()));
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("max.block.ms", 10_000);
    for (Topic topic : Topics.ALL) {
      // A producer that was refused once is spent.
      try (var producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {1});
        if (access.writes().contains(topic)) {
          producer.send(record).get();
        } else {
          // Who may write nothing at all may hear of it before the record is on its way.
          assertThatThrownBy(() -> producer.send(record).get())
              .as(topic.name())
              .hasRootCauseInstanceOf(AuthorizationException.class);
        }
      }
    }
  }

  private static void commits(Access access) {
    List<String> groups = new ArrayList<>(List.of(STRANGE_GROUP));
    Access.ALL.forEach(other -> groups.addAll(other.groups()));
    Topic topic = access.reads().isEmpty() ? Topics.AUDIO : access.reads().get(0);
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    for (String group : groups) {
      try (var consumer = consumer(access, group)) {
        consumer.assign(List.of(partition));
        Map<TopicPartition, OffsetAndMetadata> offset =
            Map.of(partition, new OffsetAndMetadata(0, "resume point"));
        if (access.groups().contains(group)) {
          consumer.commitSync(offset, PATIENCE);
          assertThat(consumer.committed(Set.of(partition), PATIENCE)).isEqualTo(offset);
        } else {
          assertThatThrownBy(() -> consumer.commitSync(offset, PATIENCE))
              .as(group)
              .isInstanceOf(AuthorizationException.class);
        }
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Access access, String group) {
    Map<String, Object> settings = new HashMap<>(client(access.principal()));
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    if (group != null) {
      settings.put("group.id", group);
    }
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Test
  @DisplayName("lets an operator look at everything and change nothing of the cluster")
  void operator() throws Exception {
    try (Admin admin = Admin.create(client("operator"))) {
      assertThat(admin.listTopics().names().get()).hasSize(Topics.ALL.size());
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
      admin.listGroups().all().get();
      admin
          .listConsumerGroupOffsets("neume-beats")
          .partitionsToOffsetAndMetadata("neume-beats")
          .get();
      assertThat(admin.describeLogDirs(List.of(1)).allDescriptions().get()).isNotEmpty();
      assertThatThrownBy(() -> admin.deleteTopics(List.of("neume.audio")).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  @DisplayName("takes nobody in who has no certificate of its authority")
  void strangers() throws Exception {
    Path strange = Files.createDirectories(folder.resolve("strange/operator"));
    Identity stranger = Authority.create("neume").issue("operator", List.of());
    Files.writeString(strange.resolve("user.pem"), stranger.pem(), StandardCharsets.US_ASCII);
    Map<String, Object> settings = new HashMap<>(client("operator"));
    settings.put("ssl.keystore.location", strange.resolve("user.pem").toString());
    try (Admin admin = Admin.create(settings)) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .hasCauseInstanceOf(SslAuthenticationException.class);
    }
  }
}
