package org.neume.schemas;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What may name a recording. The id stands in the key and in the value of every record along the
 * chain, so a long one would leave no room for anything else.
 */
public final class RecordingIds {
  /** The longest id, in bytes of UTF-8. */
  public static final int MAX_BYTES = 256;

  private RecordingIds() {}

  /** What is wrong with an id, in one line with what helps; null if nothing. */
  public static @Nullable String problem(String id) {
    if (id.isBlank()) {
      return "the recording's id is blank: give every recording an id of its own";
    }
    int bytes = bytes(id);
    return bytes <= MAX_BYTES
        ? null
        : "the recording's id has %d bytes, the limit is %d: publish it under a shorter id"
            .formatted(bytes, MAX_BYTES);
  }

  /** The length of a text as Kafka and Avro write it, in bytes. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The beginning of a text that fits into the longest id, without half a character at its end. */
  public static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return text;
    }
    int end = MAX_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
