package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.CommandException;

@DisplayName("A topic of which a partition has no leader")
class TopicScanTest {
  private static final TopicPartition LED = new TopicPartition("t", 0);

  /** Knows the end of the partition that is led alone, as a broker does. */
  private static MockConsumer<String, byte[]> broker() {
    MockConsumer<String, byte[]> broker = new MockConsumer<>("earliest");
    Node[] nodes = {new Node(1, "localhost", 1)};
    broker.updatePartitions(
        "t",
        List.of(
            new PartitionInfo("t", 0, nodes[0], nodes, nodes),
            new PartitionInfo("t", 1, null, nodes, nodes)));
    broker.updateBeginningOffsets(Map.of(LED, 0L));
    broker.updateEndOffsets(Map.of(LED, 1L));
    broker.schedulePollTask(
        () -> {
          assertThat(broker.assignment()).isEqualTo(Set.of(LED));
          broker.addRecord(new ConsumerRecord<>("t", 0, 0, "key", new byte[0]));
        });
    return broker;
  }

  @Test
  @DisplayName("is read where it can be by who wants what is there")
  void there() {
    List<String> keys = new ArrayList<>();
    try (TopicScan scan = new TopicScan(Broker.at("b:1"), broker())) {
      scan.readThere(List.of("t"), 0, record -> keys.add(record.key()));
    }
    assertThat(keys).containsExactly("key");
  }

  @Test
  @DisplayName("is refused at once, with the partition's name, to who wants all")
  void all() {
    try (TopicScan scan = new TopicScan(Broker.at("b:1"), broker())) {
      assertThatThrownBy(() -> scan.read(List.of("t"), null, 0, record -> true))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("no broker leads t-1")
          .hasMessageContaining("start the brokers");
      assertThatThrownBy(() -> scan.readOne("t", 1, 0, record -> true))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("no broker leads t-1");
    }
  }
}
