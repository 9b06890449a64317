package org.neume.cli.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.RecordingIds;
import org.neume.stage.DeadLetter;

/**
 * A dead letter without the record that it holds.
 *
 * @param place where it is in the topic of dead letters
 * @param time that of the record that could not be processed, in milliseconds since 1970
 * @param recordingId the recording that it belongs to; null if it has no key, or one that no
 *     recording may have
 * @param stage the stage that could not process it
 * @param topic the topic that the record came from
 * @param origin where the record is in that topic
 * @param cause what went wrong and what helps, in one line
 * @param bytes how much of the record it holds
 * @param wholeBytes how long the record was; the same as {@code bytes} unless it was cut
 */
public record Letter(
    LetterPlace place,
    long time,
    @Nullable String recordingId,
    String stage,
    String topic,
    LetterPlace origin,
    String cause,
    int bytes,
    int wholeBytes) {

  /** The record's place with its topic: what two letters of one record have in common. */
  public String whence() {
    return "%s/%s".formatted(topic, origin);
  }

  /** Reads the headers; empty for a record that no stage wrote. */
  static Optional<Letter> of(ConsumerRecord<String, byte[]> record) {
    String cause = header(record, DeadLetter.CAUSE);
    String stage = header(record, DeadLetter.STAGE);
    String topic = header(record, DeadLetter.TOPIC);
    LetterPlace origin =
        LetterPlace.of(
                header(record, DeadLetter.PARTITION) + "-" + header(record, DeadLetter.OFFSET))
            .orElse(null);
    if (cause == null || stage == null || topic == null || origin == null) {
      return Optional.empty();
    }
    int bytes = record.value() == null ? 0 : record.value().length;
    return Optional.of(
        new Letter(
            new LetterPlace(record.partition(), record.offset()),
            record.timestamp(),
            recordingId(record),
            stage,
            topic,
            origin,
            cause,
            bytes,
            number(header(record, DeadLetter.LENGTH), bytes)));
  }

  private static @Nullable String recordingId(ConsumerRecord<String, byte[]> record) {
    String key = record.key();
    boolean none =
        key == null
            || header(record, DeadLetter.KEY_LENGTH) != null
            || RecordingIds.problem(key) != null;
    return none ? null : key;
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static int number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
