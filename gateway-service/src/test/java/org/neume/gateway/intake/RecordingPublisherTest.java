package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.media.AudioSource;
import org.neume.media.SampleFormat;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

@DisplayName("Recordings into the audio topic")
class RecordingPublisherTest {
  private static final int RATE = 8_000;

  private final MockProducer<String, SpecificRecordBase> broker =
      new MockProducer<>(true, null, new StringSerializer(), new AvroSerializer());
  private final RecordingPublisher publisher = new RecordingPublisher(broker);

  @Test
  void aRecordingIsNumberedRecordsUnderItsKeyAndOneThatClosesIt() throws IOException {
    publisher.publish(new Tone(3, () -> {}), "song", List.of("beats"), s -> {});
    List<AudioChunk> sent = sent();
    assertThat(sent).hasSize(7).allMatch(c -> c.getRecordingId().equals("song"));
    assertThat(broker.history()).allMatch(r -> r.key().equals("song"));
    assertThat(sent.subList(0, 6)).allMatch(c -> c.getEnd() == End.OPEN);
    assertThat(sent.get(6).getEnd()).isEqualTo(End.COMPLETE);
  }

  @Test
  void aSourceThatFailsMidwayLeavesAnAbortedRecordingWithItsCause() {
    AudioSource broken =
        new Tone(
            3,
            () -> {
              throw new IOException("the cable was pulled");
            });
    assertThatThrownBy(() -> publisher.publish(broken, "song", List.of("beats"), s -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("the cable was pulled");
    assertThat(lastSent().getEnd()).isEqualTo(End.ABORTED);
    assertThat(lastSent().getCause()).isEqualTo("the cable was pulled");
  }

  @Test
  void aPublisherThatIsStoppedClosesWhatItHasBegun() {
    AudioSource endless = new Tone(1e6, () -> new Thread(publisher::stop).start());
    assertThatThrownBy(() -> publisher.publish(endless, "song", List.of("beats"), s -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stopped before the recording's end");
    assertThat(lastSent().getEnd()).isEqualTo(End.ABORTED);
    assertThat(sent()).filteredOn(c -> c.getEnd() != End.OPEN).hasSize(1);
  }

  @Test
  void aBrokerThatTakesNothingIsSaidWithWhatHelps() {
    broker.sendException = new TimeoutException("no answer in time");
    assertThatThrownBy(
            () -> publisher.publish(new Tone(3, () -> {}), "song", List.of("beats"), s -> {}))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("no answer in time")
        .hasMessageContaining("; check that it runs");
  }

  private List<AudioChunk> sent() {
    return broker.history().stream().map(r -> (AudioChunk) r.value()).toList();
  }

  private AudioChunk lastSent() {
    List<AudioChunk> sent = sent();
    return sent.get(sent.size() - 1);
  }

  /** What happens when the second piece is asked for. */
  private interface Event {
    void happen() throws IOException;
  }

  private static final class Tone implements AudioSource {
    private final long frames;
    private final Event atSecondPiece;
    private long position;

    Tone(double seconds, Event atSecondPiece) {
      this.frames = (long) (seconds * RATE);
      this.atSecondPiece = atSecondPiece;
    }

    @Override
    public SampleFormat format() {
      return new SampleFormat(RATE, 1, OptionalLong.of(frames));
    }

    @Override
    public int read(float[] interleaved) throws IOException {
      if (position == interleaved.length) {
        atSecondPiece.happen();
      }
      int count = (int) Math.min(interleaved.length, frames - position);
      for (int i = 0; i < count; i++) {
        interleaved[i] = (float) Math.sin(0.1 * (position + i));
      }
      position += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public String name() {
      return "tone";
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
