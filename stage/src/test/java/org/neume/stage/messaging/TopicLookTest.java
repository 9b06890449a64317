package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look at a broker's topics")
class TopicLookTest {
  private static final Node ONE = new Node(1, "a", 1);
  private static final Node TWO = new Node(2, "b", 1);
  private static final Node[] BOTH = {ONE, TWO};

  private final TopicLook look =
      TopicLook.of(
          Map.of(
              "in",
              List.of(
                  new PartitionInfo("in", 0, ONE, BOTH, BOTH),
                  new PartitionInfo("in", 1, ONE, BOTH, new Node[] {ONE}),
                  new PartitionInfo("in", 2, null, BOTH, new Node[] {TWO}),
                  new PartitionInfo("in", 3, Node.noNode(), BOTH, BOTH)),
              "other",
              List.of(new PartitionInfo("other", 0, null, BOTH, new Node[0]))));

  @Test
  @DisplayName("finds partitions that fewer brokers have than should, and those that none leads")
  void finds() {
    assertThat(look.partitions()).isEqualTo(Map.of("in", 4, "other", 1));
    assertThat(look.outOfSync())
        .containsExactlyInAnyOrder(at("in", 1), at("in", 2), at("other", 0));
    assertThat(look.leaderless())
        .containsExactlyInAnyOrder(at("in", 2), at("in", 3), at("other", 0));
  }

  @Test
  @DisplayName("can be confined to the topics that a stage uses")
  void some() {
    TopicLook some = look.of(Set.of("in", "absent"));
    assertThat(some.partitions()).isEqualTo(Map.of("in", 4));
    assertThat(some.outOfSync()).containsExactlyInAnyOrder(at("in", 1), at("in", 2));
    assertThat(some.leaderless()).containsExactlyInAnyOrder(at("in", 2), at("in", 3));
  }

  private static TopicPartition at(String topic, int partition) {
    return new TopicPartition(topic, partition);
  }
}
