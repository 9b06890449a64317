package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.cli.chain.TestTopics;
import org.neume.schemas.Topics;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

@DisplayName("The state of a chain")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusCommandTest {
  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  private static HttpServer server;
  private static KafkaConsumer<byte[], byte[]> replica;

  @BeforeAll
  static void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page =
        "neume_stage_backlog_seconds{partition=\"0\",stage=\"features\"} 12.5\n"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/q/metrics",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TOPICS.bootstrap());
    settings.put("group.id", "neume-features");
    settings.put("enable.auto.commit", "false");
    settings.put("session.timeout.ms", "45000");
    replica =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    replica.subscribe(List.of(Topics.AUDIO.name()));
    Collection<TopicPartition> assigned = replica.assignment();
    for (int i = 0; i < 100 && assigned.size() < Topics.PARTITIONS; i++) {
      replica.poll(Duration.ofMillis(100));
      assigned = replica.assignment();
    }
    replica.commitSync(
        Map.of(new TopicPartition(Topics.AUDIO.name(), 0), new OffsetAndMetadata(0)));
    TOPICS.send(status("fine", "features", StatusEvent.STARTED, null), Topics.STATUS.name());
    TOPICS.send(status("fine", "features", StatusEvent.COMPLETED, null), Topics.STATUS.name());
    TOPICS.send(status("bad", "features", StatusEvent.STARTED, null), Topics.STATUS.name());
    TOPICS.send(status("bad", "features", StatusEvent.FAILED, "a gap"), Topics.STATUS.name());
  }

  @AfterAll
  static void stop() {
    replica.close();
    server.stop(0);
  }

  @Test
  @Order(1)
  @DisplayName("is shown with topics, stages, recordings and dead letters, and nothing is wrong")
  void well() {
    CommandRun run = status("--stages", "features");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^neume.audio +12 +1 +0  ok$")
        .containsPattern("(?m)^features  neume-features  stable +1  12/12 +12.5 s .* 0$")
        .contains("recordings of the last 1h 0m: 2, 1 of them given up")
        .containsPattern("(?m)^fine +\\d+s +done +- ")
        .containsPattern("(?m)^bad +\\d+s +FAILED .*a gap$")
        .contains("dead letters of records of the last hour: 0")
        .endsWith("nothing is wrong\n");
  }

  @Test
  @Order(2)
  @DisplayName("is wrong where a stage has no replica, and the line says what helps")
  void stageIsMissing() {
    CommandRun run = status();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "wrong: no replica of the stage inference is in the group neume-inference; start its service");
  }

  @Test
  @Order(3)
  @DisplayName("is one JSON object for programs")
  void json() throws Exception {
    CommandRun run = status("--stages", "features,scores", "--json");
    assertThat(run.lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("topics")).hasSize(Topics.LIVE.size());
    assertThat(json.at("/stages/0/assigned").asInt()).isEqualTo(12);
    assertThat(json.at("/stages/0/backlogSeconds").asDouble()).isEqualTo(12.5);
    assertThat(json.at("/stages/1/state").asText()).isEqualTo("none");
    assertThat(json.at("/recordings")).hasSize(2);
    assertThat(json.at("/problems")).hasSize(1);
  }

  @Test
  @Order(4)
  @DisplayName("is wrong where settings or partitions are not those of the topic table")
  void topics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TOPICS.bootstrap()))) {
      set(admin, Topics.ACTIVATIONS.name(), "retention.ms", "86400000");
      set(admin, Topics.STATUS.name(), "cleanup.policy", "compact");
      admin
          .createPartitions(
              Map.of(
                  Topics.NOTES.name(), org.apache.kafka.clients.admin.NewPartitions.increaseTo(13)))
          .all()
          .get();
      admin.deleteTopics(List.of(Topics.SCORES.name())).all().get();
    }
    CommandRun run = status("--stages", "features");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(?m)^neume.activations .*ok, retention.ms=86400000$")
        .contains("wrong: neume.status has cleanup.policy=compact; set it to delete")
        .contains("wrong: neume.notes has 13 partitions, neume.audio has 12")
        .contains("wrong: the topic neume.scores is missing");
  }

  @Test
  @Order(5)
  @DisplayName("is not looked at by what is no stage, no span and no address")
  void usage() {
    assertThat(status("--stages", "nobody").err()).contains("there is no stage nobody");
    assertThat(status("--since", "soon").exitCode()).isEqualTo(2);
    assertThat(status("--watch", "0").exitCode()).isEqualTo(2);
  }

  private static void set(Admin admin, String topic, String name, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private static RecordingStatus status(String id, String stage, StatusEvent event, String cause) {
    return RecordingStatus.newBuilder()
        .setRecordingId(id)
        .setStream(stage)
        .setSequence(event == StatusEvent.STARTED ? 0 : 1)
        .setEvent(event)
        .setCause(cause)
        .build();
  }

  private static CommandRun status(String... more) {
    List<String> line = new ArrayList<>(List.of("status", "-b", TOPICS.bootstrap()));
    line.addAll(List.of("--metrics", "127.0.0.1:" + server.getAddress().getPort()));
    line.addAll(List.of(more));
    return CommandRun.of(line.toArray(String[]::new));
  }
}
