package org.neume.stage;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.neume.schemas.RecordingIds;

/**
 * A record that could not be processed, as it came, with the reason in its headers.
 *
 * <p>Readers tell repeats by topic, partition and offset together with the stage.
 */
public final class DeadLetter {
  /** Header: what went wrong and what helps, in one line. */
  public static final String CAUSE = "neume-cause";

  /** Header: the topic that the record came from. */
  public static final String TOPIC = "neume-topic";

  /** Header: the partition that the record came from. */
  public static final String PARTITION = "neume-partition";

  /** Header: the record's offset in its partition. */
  public static final String OFFSET = "neume-offset";

  /** Header: the stage that could not process it. */
  public static final String STAGE = "neume-stage";

  /** Header, only where the value was cut to fit: its full length in bytes. */
  public static final String LENGTH = "neume-length";

  /** Header, only where the key was cut because no recording may have it: its full length in bytes. */
  public static final String KEY_LENGTH = "neume-key-length";

  // Room for the framing of the headers, and for the header that says the length.
  private static final int FRAMING = 128;

  private DeadLetter() {}

  static OutputRecord of(PartitionContext<?, ?> context, InputRecord input, String cause) {
    byte[] value = input.value() == null ? new byte[0] : input.value();
    Map<String, String> headers = new TreeMap<>();
    headers.put(CAUSE, cause);
    headers.put(TOPIC, context.topic());
    headers.put(PARTITION, Integer.toString(context.partition()));
    headers.put(OFFSET, Long.toString(input.offset()));
    headers.put(STAGE, context.definition().name());
    String whole = input.key();
    String key = whole == null ? null : RecordingIds.cut(whole);
    if (whole != null && !whole.equals(key)) {
      headers.put(KEY_LENGTH, Integer.toString(RecordingIds.bytes(whole)));
    }
    int longest =
        Math.max(0, context.limits().recordBytes() - OutputRecord.overhead(key, headers) - FRAMING);
    if (value.length > longest) {
      headers.put(LENGTH, Integer.toString(value.length));
      value = Arrays.copyOf(value, longest);
    }
    return new OutputRecord(OutputRecord.Kind.DEAD_LETTER, key, value, input.timestamp(), headers);
  }
}
