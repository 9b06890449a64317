package org.neume.cli.deadletter;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/** What the stages say of a recording in the topic of statuses. Confined to one thread. */
final class RecordingWord {
  private final Map<String, StatusEvent> events = new TreeMap<>();
  private final Map<String, String> failures = new TreeMap<>();
  private long first = Long.MAX_VALUE;

  /**
   * Takes the next status of the recording.
   *
   * @param time its time stamp, that of the audio that led to it, in milliseconds since 1970
   */
  void take(RecordingStatus status, long time) {
    if (Revisions.isRevision(status.getStream())) {
      // What became of a correction says nothing of the recording.
      return;
    }
    first = Math.min(first, time);
    String stage = status.getStream();
    StatusEvent event = status.getEvent();
    // A stage that took over may say again that it starts.
    if (event != StatusEvent.STARTED || !events.containsKey(stage)) {
      events.put(stage, event);
    }
    if (event == StatusEvent.FAILED) {
      failures.putIfAbsent(stage, Objects.requireNonNullElse(status.getCause(), "no cause"));
    }
  }

  /** Whether any stage gave the recording up. */
  boolean failed() {
    return !failures.isEmpty();
  }

  /** Why, in one line. */
  String failure() {
    return failures.values().stream().findFirst().orElse("no stage has given it up");
  }

  /** Why there is nothing to do for a recording that no stage has given up; empty if one has. */
  Optional<String> contentment() {
    if (failed()) {
      return Optional.empty();
    }
    if (events.isEmpty()) {
      return Optional.of("no stage has said anything of it");
    }
    return Optional.of(
        events.containsValue(StatusEvent.STARTED)
            ? "it is open and no stage has given it up: the chain goes on with it"
            : "all stages that had it completed it: the letter cost it nothing");
  }

  /** A time before which nothing of the recording is in the log, in milliseconds since 1970; 0 if none is known. */
  long first() {
    return first == Long.MAX_VALUE ? 0 : first;
  }
}
