package org.neume.cli.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/**
 * What the stages said of a recording last.
 *
 * @param id the recording
 * @param time when, by the time of its audio, in milliseconds since 1970
 * @param events what each stage said
 * @param cause why one gave it up; null if none did
 */
public record RecordingState(
    String id, long time, Map<String, StatusEvent> events, @Nullable String cause) {
  /** Copies the events. */
  public RecordingState {
    events = Collections.unmodifiableMap(new TreeMap<>(events));
  }

  /** Whether a stage gave it up. */
  public boolean failed() {
    return events.containsValue(StatusEvent.FAILED);
  }

  /** The same after a further status. */
  static RecordingState after(@Nullable RecordingState before, RecordingStatus status, long time) {
    Map<String, StatusEvent> events =
        new LinkedHashMap<>(before == null ? Map.of() : before.events);
    // A stage that took over may say again that it starts.
    if (status.getEvent() == StatusEvent.STARTED) {
      events.putIfAbsent(status.getStream(), StatusEvent.STARTED);
    } else {
      events.put(status.getStream(), status.getEvent());
    }
    String cause = before == null ? null : before.cause;
    return new RecordingState(
        status.getRecordingId(),
        Math.max(time, before == null ? 0 : before.time),
        events,
        cause == null ? status.getCause() : cause);
  }
}
