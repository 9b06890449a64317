package org.neume.gateway.intake;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/**
 * What the gateway itself writes to the topics: what recordings are, how their intake went, what people
 * corrected, and samples. Every method but {@link #send} waits until the broker has the record. Safe for
 * use by many threads.
 */
public final class Journal {
  /** The stage's name in status records. */
  public static final String STAGE = "gateway";

  private final Producer<String, SpecificRecordBase> producer;
  private final Duration patience;

  /**
   * Writes through a producer, which stays its owner's.
   *
   * @param patience how long the broker is waited for; it may take a record later still
   */
  public Journal(Producer<String, SpecificRecordBase> producer, Duration patience) {
    this.producer = producer;
    this.patience = patience;
  }

  /** Says what a recording is. */
  public void describe(RecordingInfo info) {
    write(Topics.RECORDINGS, info.getRecordingId(), info);
  }

  /** Says that a recording has begun to come in. */
  public void started(String recordingId) {
    write(Topics.STATUS, recordingId, status(recordingId, 0, StatusEvent.STARTED, 0, null));
  }

  /** Says that a recording is in the audio topic, to its end. */
  public void completed(String recordingId, double seconds) {
    write(Topics.STATUS, recordingId, status(recordingId, 1, StatusEvent.COMPLETED, seconds, null));
  }

  /** Says that a recording did not come in to its end, and why, in one line. */
  public void failed(String recordingId, double seconds, String cause) {
    write(Topics.STATUS, recordingId, status(recordingId, 1, StatusEvent.FAILED, seconds, cause));
  }

  /** Asks for a revision. */
  public void correct(Correction correction) {
    write(Topics.CORRECTIONS, correction.getRecordingId(), correction);
  }

  /**
   * Sends samples without waiting for the broker, but for room to send.
   *
   * @param acknowledged runs once the broker has them
   * @param lost runs once it is certain that the broker does not take them
   * @throws PublishException if there is no room for long
   */
  public void send(AudioChunk chunk, Runnable acknowledged, Runnable lost) {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.AUDIO.name(), chunk.getRecordingId(), chunk),
              (metadata, e) -> (e == null ? acknowledged : lost).run());
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  private static RecordingStatus status(
      String recordingId,
      long sequence,
      StatusEvent event,
      double seconds,
      @Nullable String cause) {
    return RecordingStatus.newBuilder()
        .setRecordingId(recordingId)
        .setStream(STAGE)
        .setSequence(sequence)
        .setEvent(event)
        .setCause(cause)
        .setSeconds(seconds)
        .build();
  }

  private void write(Topic topic, String key, SpecificRecordBase record) {
    try {
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic.name(), key, record));
      sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(e);
    }
  }

  private static PublishException refused(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String why =
        cause instanceof TimeoutException
            ? "it is slow or away"
            : String.valueOf(cause.getMessage());
    return new PublishException(
        "the broker does not take the record (%s); try again when it does".formatted(why), e);
  }
}
