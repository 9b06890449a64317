package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Topics;
import org.neume.stage.testing.TestBroker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

@DisplayName("A feature service and a real broker")
class BrokerFaultsIT {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final int PARTITIONS = 3;

  @BeforeAll
  static void docker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "Docker does not answer, so the tests with a real broker are skipped");
  }

  @Test
  @DisplayName("that is killed and comes back go on as if nothing had happened")
  void brokerKilled() throws Exception {
    try (KafkaContainer broker = broker()) {
      try (Scenario scenario = new Scenario(broker.getBootstrapServers(), PARTITIONS);
          ServiceProcess service = ServiceProcess.start(broker.getBootstrapServers())) {
        publish(scenario, 20);
        awaitOutputs(scenario, service);
        for (int kill = 0; kill < 2; kill++) {
          publish(scenario, 10);
          restartHard(broker);
        }
        scenario.publishRest();
        scenario.checkOutputs();
        assertThat(service.alive()).isTrue();
      }
    }
  }

  @Test
  @DisplayName(
      "and a member that takes partitions away and gives them back lose and repeat nothing")
  void rebalances() throws Exception {
    try (KafkaContainer broker = broker()) {
      try (Scenario scenario = new Scenario(broker.getBootstrapServers(), PARTITIONS);
          ServiceProcess service = ServiceProcess.start(broker.getBootstrapServers())) {
        publish(scenario, 20);
        awaitOutputs(scenario, service);
        int taken = 0;
        for (int visit = 0; visit < 3; visit++) {
          taken += intrude(broker.getBootstrapServers(), scenario);
        }
        assertThat(taken).as("partitions that were taken away").isPositive();
        scenario.publishRest();
        scenario.checkOutputs();
      }
    }
  }

  /** Joins the group while audio comes in, holds what it gets without using it, and leaves. */
  private static int intrude(String bootstrap, Scenario scenario) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "group.id", "neume-features",
            "enable.auto.commit", "false",
            "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    try (KafkaConsumer<byte[], byte[]> intruder =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      intruder.subscribe(List.of(Topics.AUDIO.name()));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (intruder.assignment().isEmpty() && System.nanoTime() < deadline) {
        intruder.poll(Duration.ofMillis(200));
      }
      publish(scenario, 4);
      intruder.poll(Duration.ofMillis(500));
      return intruder.assignment().size();
    }
  }

  private static void publish(Scenario scenario, int steps) {
    for (int i = 0; i < steps; i++) {
      scenario.publishNext();
    }
  }

  private static void awaitOutputs(Scenario scenario, ServiceProcess service) {
    for (int wait = 0; wait < 120; wait++) {
      if (scenario.outputs() > 0) {
        return;
      }
    }
    throw new AssertionError("no output came:\n" + service.log());
  }

  private static KafkaContainer broker() throws Exception {
    KafkaContainer broker = new KafkaContainer(IMAGE);
    // A restart keeps a port only where it was fixed.
    try (ServerSocket free = new ServerSocket(0)) {
      broker.setPortBindings(List.of(free.getLocalPort() + ":9092"));
    }
    broker.start();
    TestBroker.createTopics(broker.getBootstrapServers(), PARTITIONS);
    return broker;
  }

  private static void restartHard(KafkaContainer broker) {
    var docker = broker.getDockerClient();
    docker.killContainerCmd(broker.getContainerId()).withSignal("KILL").exec();
    docker.startContainerCmd(broker.getContainerId()).exec();
  }
}
