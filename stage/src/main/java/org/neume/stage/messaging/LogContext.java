package org.neume.stage.messaging;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.RecordingIds;
import org.neume.stage.InputRecord;

/**
 * Names the record that the calling thread works on in all its log lines, until it leaves: in the
 * fields {@code stage}, {@code recordingId}, {@code partition}, {@code offset}, {@code sequence} and,
 * where it is traced, {@code traceId} of the mapped diagnostic context. Nothing else of a record gets there, for the rest is people's own. To
 * be left by the thread that made it, the last one first.
 */
final class LogContext {
  private static final String STAGE = "stage";
  private static final String RECORDING = "recordingId";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String SEQUENCE = "sequence";
  private static final String TRACE = "traceId";
  private static final String[] FIELDS = {STAGE, RECORDING, PARTITION, OFFSET, SEQUENCE, TRACE};

  private final @Nullable Object[] before = new Object[FIELDS.length];

  private LogContext(@Nullable String... fields) {
    for (int i = 0; i < FIELDS.length; i++) {
      before[i] = MDC.get(FIELDS[i]);
      set(FIELDS[i], fields[i]);
    }
  }

  /** A record of an input partition, which may be anybody's. */
  static LogContext of(String stage, int partition, InputRecord record) {
    return of(stage, partition, record.offset(), record.key());
  }

  /** A record at this place, under this key; without a stage where it is nobody's. */
  static LogContext of(@Nullable String stage, int partition, long offset, @Nullable String key) {
    String recordingId = key == null || RecordingIds.problem(key) != null ? null : key;
    return new LogContext(
        stage, recordingId, Integer.toString(partition), Long.toString(offset), null, null);
  }

  /** A recording: the record that is worked on stays named where it is one of it. */
  static LogContext of(String stage, int partition, String recordingId) {
    boolean current = recordingId.equals(MDC.get(RECORDING));
    return new LogContext(
        stage,
        recordingId,
        Integer.toString(partition),
        current ? now(OFFSET) : null,
        current ? now(SEQUENCE) : null,
        current ? now(TRACE) : null);
  }

  /** The record that is worked on has this number in its stream. */
  static void sequence(long sequence) {
    MDC.put(SEQUENCE, Long.toString(sequence));
  }

  /** The recording that is worked on has this trace. */
  static void trace(String traceId) {
    MDC.put(TRACE, traceId);
  }

  private static @Nullable String now(String field) {
    Object value = MDC.get(field);
    return value == null ? null : value.toString();
  }

  private static void set(String field, @Nullable Object value) {
    if (value == null) {
      MDC.remove(field);
    } else {
      MDC.put(field, value);
    }
  }

  /** The thread is done with it: what was named before is named again. */
  void leave() {
    for (int i = 0; i < FIELDS.length; i++) {
      set(FIELDS[i], before[i]);
    }
  }
}
