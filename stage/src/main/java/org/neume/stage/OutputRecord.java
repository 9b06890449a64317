package org.neume.stage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.RecordingIds;

/**
 * One record on its way to the broker.
 *
 * @param kind which topic it goes to
 * @param key the recording; null only in a dead letter whose original had no key
 * @param value the encoded record, never written to again
 * @param timestamp milliseconds since 1970: the log time of the input that led to this record, so
 *     that log time means the same all along the chain however late a stage ran
 * @param headers further facts by name, empty but in dead letters
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record OutputRecord(
    Kind kind, @Nullable String key, byte[] value, long timestamp, Map<String, String> headers) {

  /** The topics that a stage writes. */
  public enum Kind {
    /** The stage's output topic, on the partition with the input's number. */
    OUTPUT,
    /** The status topic, on the partition with the input's number. */
    STATUS,
    /** The dead-letter topic. */
    DEAD_LETTER
  }

  /** What the broker counts, in bytes: value, key and headers, but for some framing. */
  int size() {
    return value.length + overhead(key, headers);
  }

  /** What key and headers take beside the value, in bytes. */
  static int overhead(@Nullable String key, Map<String, String> headers) {
    int bytes = key == null ? 0 : RecordingIds.bytes(key);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      bytes += RecordingIds.bytes(header.getKey()) + RecordingIds.bytes(header.getValue());
    }
    return bytes;
  }
}
