package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.CommitPoint;

@DisplayName("Whoever takes a partition over reads of the output")
class TailReaderTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final TopicPartition INPUT = new TopicPartition(Topics.CORRECTIONS.name(), 3);
  private static final TopicPartition OUTPUT = new TopicPartition(Topics.BEATS.name(), 3);

  private final LogConsumer consumer = new LogConsumer(INPUT, OUTPUT);

  /** Inputs every hour from hour 0 on, and outputs every half an hour, most of them of others. */
  TailReaderTest() {
    for (int hour = 0; hour < 100; hour++) {
      input(hour, "r" + hour);
      output(hour * HOUR, "r" + hour, hour);
      output(hour * HOUR + HOUR / 2, "other" + hour, 0);
    }
  }

  private void input(int hour, String id) {
    consumer.append(INPUT, hour * HOUR, id, new byte[] {1});
  }

  private void output(long time, String id, int sequence) {
    BeatBlock block = Streams.BEATS.aborted(id, "beats@1", sequence, "no more", null);
    consumer.append(OUTPUT, time, id, block);
  }

  private Takeover<BeatBlock> read(boolean singleRecords) {
    return new TailReader<>(
            Streams.BEATS,
            new AvroCodec<>(Topics.BEATS.name(), BeatBlock.class, Map.of()),
            OUTPUT.topic(),
            singleRecords,
            LaneFilter.of(Lane.LIVE, OUTPUT.topic()))
        .read(consumer, List.of(INPUT))
        .get(0);
  }

  private void committed(long offset, long tailFrom) {
    consumer.commitSync(
        Map.of(
            INPUT, new OffsetAndMetadata(offset, new CommitPoint(offset, tailFrom, 0).metadata())));
  }

  @Test
  @DisplayName("what lies behind the last output that the commit says may be needed")
  void fromTheCommit() {
    committed(100, 20);
    Takeover<BeatBlock> takeover = read(false);
    assertThat(consumer.sought(OUTPUT)).isEqualTo(20);
    assertThat(takeover.from()).isEqualTo(100);
    assertThat(takeover.start().tail().size()).isEqualTo(180);
  }

  @Test
  @DisplayName("nothing where every input is a stream and none is left, however much others wrote")
  void nothing() {
    committed(100, 20);
    Takeover<BeatBlock> takeover = read(true);
    assertThat(consumer.sought(OUTPUT)).isEqualTo(200);
    assertThat(consumer.polls()).isZero();
    assertThat(takeover.start().tail().size()).isZero();
    assertThat(takeover.start().outputEnd()).isEqualTo(200);
    assertThat(takeover.start().inputEnd()).isEqualTo(100);
  }

  @Test
  @DisplayName("from about the time of the first input that is left where every input is a stream")
  void fromTheFirstInput() {
    committed(97, 20);
    Takeover<BeatBlock> takeover = read(true);
    // Outputs of hour 96 on, an hour before the input at offset 97.
    assertThat(consumer.sought(OUTPUT)).isEqualTo(192);
    assertThat(takeover.from()).isEqualTo(97);
    assertThat(takeover.start().tail().size()).isEqualTo(8);
  }

  @Test
  @DisplayName("from the first input there is where nobody ever committed, and nothing without one")
  void neverCommitted() {
    consumer.updateBeginningOffsets(Map.of(INPUT, 50L));
    assertThat(read(true).from()).isEqualTo(50);
    assertThat(consumer.sought(OUTPUT)).isEqualTo(98);
    assertThat(read(false).from()).isEqualTo(50);
    assertThat(consumer.sought(OUTPUT)).isEqualTo(0);
    consumer.updateBeginningOffsets(Map.of(INPUT, 100L));
    assertThat(read(false).start().tail().size()).isZero();
    assertThat(read(true).start().tail().size()).isZero();
  }

  @Test
  @DisplayName("nothing where only inputs without an output as new are left")
  void behindEveryOutput() {
    input(1_000, "late");
    committed(100, 20);
    assertThat(read(true).start().tail().size()).isZero();
    assertThat(consumer.sought(OUTPUT)).isEqualTo(200);
  }
}
