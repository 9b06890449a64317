package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("The Kafka cluster")
class KafkaClusterTest {
  private static final List<ObjectNode> RESOURCES = Manifests.build("overlays/cpu");
  private static final Kafka KAFKA =
      StrictModels.read(Manifests.ofKind(RESOURCES, "Kafka").get(0), Kafka.class);

  @Test
  @DisplayName("listens over TLS alone, to clients with certificates")
  void listeners() {
    assertThat(KAFKA.getMetadata().getName()).isEqualTo("neume");
    assertThat(KAFKA.getSpec().getKafka().getListeners())
        .singleElement()
        .satisfies(
            listener -> {
              assertThat(listener.isTls()).isTrue();
              assertThat(listener.getPort()).isEqualTo(9093);
              assertThat(listener.getAuth().getType()).isEqualTo("tls");
            });
    assertThat(KAFKA.getSpec().getKafka().getAuthorization().getType()).isEqualTo("simple");
  }

  @Test
  @DisplayName(
      "keeps what it acknowledged on two machines, makes no topics and lets nobody in without a rule")
  void config() {
    Map<String, Object> config = KAFKA.getSpec().getKafka().getConfig();
    assertThat(config)
        .containsEntry("min.insync.replicas", KafkaManifests.IN_SYNC)
        .containsEntry("default.replication.factor", KafkaManifests.REPLICAS)
        .containsEntry("offsets.topic.replication.factor", 3)
        .containsEntry("transaction.state.log.replication.factor", 3)
        .containsEntry("transaction.state.log.min.isr", 2)
        .containsEntry("unclean.leader.election.enable", false)
        .containsEntry("auto.create.topics.enable", false)
        .containsEntry("allow.everyone.if.no.acl.found", false);
  }

  @Test
  @DisplayName("remembers positions for longer than any record")
  void offsets() {
    Duration kept =
        Duration.ofMinutes(
            (int) KAFKA.getSpec().getKafka().getConfig().get("offsets.retention.minutes"));
    assertThat(Topics.ALL.stream().map(Topic::retention).filter(Objects::nonNull))
        .allMatch(retention -> kept.compareTo(retention) > 0);
  }

  @Test
  @DisplayName("is set up by settings that Strimzi leaves to people")
  void forbidden() {
    List<String> forbidden = List.of(KafkaClusterSpec.FORBIDDEN_PREFIXES.split(", *", -1));
    List<String> exceptions =
        List.of(KafkaClusterSpec.FORBIDDEN_PREFIX_EXCEPTIONS.split(", *", -1));
    assertThat(KAFKA.getSpec().getKafka().getConfig().keySet())
        .noneMatch(
            name -> forbidden.stream().anyMatch(name::startsWith) && !exceptions.contains(name));
  }

  @Test
  @DisplayName(
      "has three controllers and three brokers on volumes that outlive them, each on a machine of its own")
  void pools() {
    List<KafkaNodePool> pools =
        Manifests.ofKind(RESOURCES, "KafkaNodePool").stream()
            .map(node -> StrictModels.read(node, KafkaNodePool.class))
            .toList();
    assertThat(pools)
        .extracting(pool -> pool.getSpec().getRoles())
        .containsExactlyInAnyOrder(List.of(ProcessRoles.CONTROLLER), List.of(ProcessRoles.BROKER));
    for (KafkaNodePool pool : pools) {
      assertThat(pool.getSpec().getReplicas()).isEqualTo(KafkaManifests.REPLICAS);
      assertThat(pool.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "neume");
      var spread = pool.getSpec().getTemplate().getPod().getTopologySpreadConstraints().get(0);
      assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
      assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
      assertThat(spread.getLabelSelector().getMatchLabels())
          .containsEntry("strimzi.io/pool-name", pool.getMetadata().getName());
    }
  }
}
