package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.gateway.TestRecords;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

@DisplayName("What a slow broker was not told")
class UnsaidTest {
  private final Set<String> log = new HashSet<>();

  private MockProducer<String, SpecificRecordBase> broker(boolean quick) {
    return new MockProducer<>(quick, null, new StringSerializer(), new AvroSerializer());
  }

  private static Journal journal(MockProducer<String, SpecificRecordBase> broker) {
    return new Journal(broker, Duration.ofMillis(50));
  }

  @Test
  void aRecordThatIsNotAcknowledgedInTimeIsRefusedInWordsAndMayBeTakenLater() {
    MockProducer<String, SpecificRecordBase> slow = broker(false);
    assertThatThrownBy(() -> journal(slow).describe(TestRecords.info(8_000, 1, "beats")))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("slow or away");
    assertThat(slow.completeNext()).isTrue();
    assertThat(slow.history()).hasSize(1);
  }

  @Test
  void aWithdrawnRecordingFailsOnceItTurnsUpInTheLogAndNotBefore() {
    MockProducer<String, SpecificRecordBase> broker = broker(true);
    Unsaid unsaid = new Unsaid(journal(broker));
    unsaid.withdrawn("ghost", log::contains, "send it again");
    unsaid.say();
    assertThat(broker.history()).isEmpty();
    log.add("ghost");
    unsaid.say();
    unsaid.say();
    assertThat(broker.history())
        .extracting(r -> (RecordingStatus) r.value())
        .extracting(RecordingStatus::getRecordingId, RecordingStatus::getEvent)
        .containsExactly(tuple("ghost", StatusEvent.STARTED), tuple("ghost", StatusEvent.FAILED));
    assertThat(unsaid.size()).isZero();
  }

  @Test
  void whatTheBrokerIsStillTooSlowForIsSaidAgain() {
    MockProducer<String, SpecificRecordBase> broker = broker(false);
    Unsaid unsaid = new Unsaid(journal(broker));
    unsaid.completed("song", 3, () -> true);
    unsaid.say();
    assertThat(unsaid.size()).isEqualTo(1);
    Thread taker = new Thread(() -> takeAll(broker));
    taker.setDaemon(true);
    taker.start();
    unsaid.say();
    taker.interrupt();
    assertThat(unsaid.size()).isZero();
  }

  private static void takeAll(MockProducer<String, SpecificRecordBase> broker) {
    while (!Thread.currentThread().isInterrupted()) {
      broker.completeNext();
    }
  }
}
