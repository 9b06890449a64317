package org.neume.gateway.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.neume.media.AudioSource;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/**
 * Writes recordings to the audio topic. Waits when the producer's buffer is full, so memory stays
 * bounded. Safe for use by many threads, one recording each.
 */
public final class RecordingPublisher {
  private static final String STOPPED = "the publisher was stopped before the recording's end";
  private static final long STOP_SECONDS = 3;

  private final Producer<String, SpecificRecordBase> producer;
  private final Phaser underWay = new Phaser(1);
  private volatile boolean stopping;

  /** Publishes through a producer, which stays its owner's. */
  public RecordingPublisher(Producer<String, SpecificRecordBase> producer) {
    this.producer = producer;
  }

  /**
   * Publishes one recording to its end and waits until the broker has it all.
   *
   * <p>A source that fails midway closes the recording with an ABORTED record before the exception
   * goes on, so that no stage waits for the rest.
   *
   * @param progress told how many seconds have been sent
   * @throws IOException if the source cannot be read to its end
   * @throws PublishException if the broker does not take the records
   */
  public void publish(
      AudioSource source, String recordingId, List<String> analyses, DoubleConsumer progress)
      throws IOException {
    publish(source, Lane.LIVE, recordingId, analyses, progress);
  }

  /** The same in a lane. */
  public void publish(
      AudioSource source,
      Lane lane,
      String recordingId,
      List<String> analyses,
      DoubleConsumer progress)
      throws IOException {
    underWay.register();
    try {
      send(source, lane.of(Topics.AUDIO).name(), recordingId, analyses, progress);
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  /**
   * From now on, when this process is told to end, closes the recordings that are being published
   * with an ABORTED record: their {@link #publish} throws. Only of use where the broker goes on. A
   * source that says nothing is not waited for; the stages close its recording when it stalls.
   */
  public void closeRecordingsOnExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "publisher-stop"));
  }

  void stop() {
    stopping = true;
    int phase = underWay.arriveAndDeregister();
    try {
      underWay.awaitAdvanceInterruptibly(phase, STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // Nothing more can be done from here.
    }
  }

  private void send(
      AudioSource source,
      String topic,
      String recordingId,
      List<String> analyses,
      DoubleConsumer progress)
      throws IOException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    ChunkReader chunks = new ChunkReader(source, recordingId, analyses, SampleFormat.PCM16);
    try {
      AudioChunk chunk;
      do {
        if (stopping) {
          throw new IOException(STOPPED);
        }
        chunk = chunks.next();
        send(topic, chunk, failure);
        progress.accept(chunks.seconds());
      } while (chunk.getEnd() == End.OPEN);
    } catch (IOException e) {
      send(topic, chunks.aborted(e.getMessage() == null ? e.toString() : e.getMessage()), failure);
      producer.flush();
      throw e;
    }
    producer.flush();
    refuse(failure);
  }

  private void send(String topic, AudioChunk chunk, AtomicReference<Exception> failure) {
    refuse(failure);
    try {
      // The callback tells of failures; the future is of no use here.
      var unused =
          producer.send(
              new ProducerRecord<>(topic, chunk.getRecordingId(), chunk),
              (metadata, e) -> {
                if (e != null) {
                  failure.compareAndSet(null, e);
                }
              });
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      refuse(failure);
    }
  }

  private static void refuse(AtomicReference<Exception> failure) {
    Exception e = failure.get();
    if (e != null) {
      throw new PublishException(
          "the broker does not take the audio: %s; check that it runs and has disk space"
              .formatted(e.getMessage()),
          e);
    }
  }
}
