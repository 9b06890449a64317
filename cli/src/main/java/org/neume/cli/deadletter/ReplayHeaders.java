package org.neume.cli.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Headers that say of a record whence it was replayed. No stage reads them. */
public final class ReplayHeaders {
  /** The recording whose record it was. */
  public static final String OF = "neume-replay-of";

  /** The record that could not be processed, as {@code TOPIC/PARTITION-OFFSET}. */
  public static final String FROM = "neume-replay-from";

  private ReplayHeaders() {}

  /** Says it of a record. */
  static <K, V> ProducerRecord<K, V> on(ProducerRecord<K, V> record, String of, String from) {
    record.headers().add(OF, of.getBytes(StandardCharsets.UTF_8));
    record.headers().add(FROM, from.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** Whether a record was replayed because of this one. */
  static boolean isFrom(ConsumerRecord<?, ?> record, String from) {
    Header header = record.headers().lastHeader(FROM);
    return header != null
        && header.value() != null
        && from.equals(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** How many bytes they take, about. */
  static int bytes(String of, String from) {
    return OF.length() + FROM.length() + of.length() * 3 + from.length() + 8;
  }
}
