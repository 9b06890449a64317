package org.neume.stage.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of traces and spans, derived from what the records themselves say. So every service knows the
 * trace of a recording and the span of the stream before it, nothing of a trace travels in a record, and
 * a record has the same bytes whether it is traced or not (docs/adr/022).
 */
final class TraceIds {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private TraceIds() {}

  /** The trace of a recording: 32 hexadecimal digits. */
  static String trace(String recordingId) {
    return hex(hash("trace", recordingId), TRACE_BYTES);
  }

  /**
   * The span of a stream of a recording: 16 hexadecimal digits.
   *
   * @param type the class of its records
   * @param sequence the number of the first record that it is about: 0, or where a replica went on
   */
  static String span(String recordingId, String type, String stream, long sequence) {
    return hex(hash("span", recordingId, type, stream, Long.toString(sequence)), SPAN_BYTES);
  }

  /** Whether a recording is among the share that is traced. */
  static boolean sampled(String recordingId, double ratio) {
    long upper = ByteBuffer.wrap(hash("trace", recordingId)).getLong();
    // 53 bits are what a double holds.
    return (upper >>> 11) * 0x1p-53 < ratio;
  }

  private static byte[] hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] hash, int bytes) {
    return HexFormat.of().formatHex(hash, 0, bytes);
  }
}
