package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.stage.Outbox;
import org.neume.stage.OutputRecord;

@DisplayName("What is on its way to a partition")
class PendingSendsTest {
  private final PendingSends pending = new PendingSends();

  private static OutputRecord record(OutputRecord.Kind kind) {
    return new OutputRecord(kind, "r", new byte[] {1}, 0, Map.of());
  }

  @Test
  @DisplayName("is counted until the broker has taken or refused it, over all turns of the replica")
  void counted() {
    CompletableFuture<Long> first = new CompletableFuture<>();
    CompletableFuture<Long> second = new CompletableFuture<>();
    Outbox before = pending.counted(3, number -> sent -> first);
    Outbox after = pending.counted(3, number -> sent -> second);
    var one = before.send(record(OutputRecord.Kind.OUTPUT));
    var other = after.send(record(OutputRecord.Kind.STATUS));

    assertThat(pending.of(3)).isEqualTo(2);
    assertThat(pending.of(4)).isZero();
    first.complete(17L);
    assertThat(one).isCompletedWithValue(17L);
    assertThat(pending.of(3)).isEqualTo(1);
    second.completeExceptionally(new IllegalStateException("refused"));
    assertThat(other).isCompletedExceptionally();
    assertThat(pending.of(3)).isZero();
  }

  @Test
  @DisplayName("does not count dead letters, which no tail is read from, nor what never left")
  void uncounted() {
    Outbox silent = pending.counted(0, number -> sent -> new CompletableFuture<>());
    var letter = silent.send(record(OutputRecord.Kind.DEAD_LETTER));
    assertThat(letter).isNotCompleted();
    assertThat(pending.of(0)).isZero();

    Outbox broken =
        pending.counted(
            0,
            number ->
                sent -> {
                  throw new IllegalStateException("closed");
                });
    assertThat(broken.send(record(OutputRecord.Kind.OUTPUT))).isCompletedExceptionally();
    assertThat(pending.of(0)).isZero();
  }
}
