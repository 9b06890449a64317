package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.stage.messaging.WaitingPartitions.Turn;

@DisplayName("Partitions are taken over")
class TakeoverOrderTest {
  private static final Turn A = new Turn(new TopicPartition("t", 0), 1);
  private static final Turn B = new Turn(new TopicPartition("t", 1), 1);
  private static final Turn C = new Turn(new TopicPartition("t", 2), 1);

  private final TakeoverOrder order = new TakeoverOrder();

  @Test
  @DisplayName("together as long as none has failed")
  void together() {
    assertThat(order.next(List.of(A, B, C))).containsExactly(A, B, C);
  }

  @Test
  @DisplayName("one at a time once that has failed, and those that fail again last")
  void oneByOne() {
    order.failed(List.of(A, B, C));
    assertThat(order.next(List.of(A, B, C))).containsExactly(A);
    order.failed(List.of(A));
    assertThat(order.next(List.of(A, B, C))).containsExactly(B);
    order.taken(B);
    assertThat(order.next(List.of(A, C))).containsExactly(C);
    order.taken(C);
    assertThat(order.next(List.of(A, B))).as("a new turn").containsExactly(B);
    assertThat(order.next(List.of(A))).containsExactly(A);
  }

  @Test
  @DisplayName("together again once those that failed were taken or are others' now")
  void again() {
    order.failed(List.of(A, B));
    order.taken(A);
    order.keep(turn -> !turn.equals(B));
    assertThat(order.next(List.of(A, C))).containsExactly(A, C);
  }
}
