package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.stage.messaging.WaitingPartitions.Turn;

@DisplayName("Partitions that are to be taken over")
class WaitingPartitionsTest {
  private static final TopicPartition QUIET = new TopicPartition("in", 1);
  private static final TopicPartition SENDING = new TopicPartition("in", 2);

  private final WaitingPartitions waiting = new WaitingPartitions();
  private final List<String> told = new ArrayList<>();

  private List<Turn> ready(double seconds) {
    return waiting.ready(
        partition -> partition.equals(SENDING) ? "sends" : null,
        (turn, why) -> told.add(turn.partition() + " " + why),
        (long) (seconds * 1e9));
  }

  @Test
  @DisplayName("are ready whatever others wait for, and are told of who wait for five seconds")
  void ready() {
    waiting.add(List.of(SENDING, QUIET), 7, 0);
    assertThat(ready(4.9)).containsExactly(new Turn(QUIET, 7));
    assertThat(told).isEmpty();
    waiting.taken(new Turn(QUIET, 7));
    assertThat(ready(5)).isEmpty();
    assertThat(told).containsExactly("in-2 sends");
    assertThat(waiting.isEmpty()).isFalse();
  }

  @Test
  @DisplayName("stay when an earlier turn of theirs was taken over, and go with their own turn")
  void turns() {
    waiting.add(List.of(QUIET), 7, 0);
    waiting.add(List.of(QUIET), 8, 0);
    waiting.taken(new Turn(QUIET, 7));
    assertThat(ready(0)).containsExactly(new Turn(QUIET, 8));
    waiting.keep((partition, generation) -> generation == 9);
    assertThat(waiting.isEmpty()).isTrue();
  }
}
