package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever reads logs to their ends")
class ReadingProgressTest {
  private static final TopicPartition ONE = new TopicPartition("log", 0);
  private static final TopicPartition OTHER = new TopicPartition("log", 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private long nanos;

  private ReadingProgress progress() {
    consumer.assign(List.of(ONE, OTHER));
    consumer.seek(ONE, 5);
    consumer.seek(OTHER, 7);
    return new ReadingProgress(consumer, Map.of(ONE, 100L, OTHER, 7L), () -> nanos);
  }

  @Test
  @DisplayName("goes on as long as one of them does")
  void goesOn() {
    ReadingProgress progress = progress();
    for (int offset = 6; offset < 20; offset++) {
      progress.check();
      nanos += ReadingProgress.PATIENCE.toNanos();
      consumer.seek(ONE, offset);
    }
    assertThatCode(progress::check).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("gives up once none has for 30 s, and says where it stands")
  void givesUp() {
    ReadingProgress progress = progress();
    progress.check();
    nanos += ReadingProgress.PATIENCE.toNanos();
    progress.check();
    nanos++;
    assertThatThrownBy(progress::check)
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("log-0=5")
        .hasMessageContaining("30 s");
  }

  @Test
  @DisplayName("does not take for progress what comes behind the end of one that is read")
  void behindTheEnd() {
    ReadingProgress progress = progress();
    progress.check();
    nanos += ReadingProgress.PATIENCE.toNanos() + 1;
    consumer.seek(OTHER, 50);
    assertThatThrownBy(progress::check).isInstanceOf(TimeoutException.class);
  }
}
