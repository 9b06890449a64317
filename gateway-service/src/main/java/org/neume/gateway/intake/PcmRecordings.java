package org.neume.gateway.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.RecordingInfo;

/**
 * The recordings whose samples come bare, each with its place. What this gateway does not know of one
 * it reads from the log, so that a client may go on here with what it began elsewhere. Safe for use by
 * many threads.
 */
public final class PcmRecordings {
  // Clocks of gateways and brokers differ.
  private static final long MARGIN_MILLIS = 600_000;

  private final Journal journal;
  private final AudioTail tail;
  private final Duration idle;
  private final Duration longest;
  private final Map<String, PcmWriter> writers = new ConcurrentHashMap<>();
  // What is given back when a recording that was begun here is over, or forgotten.
  private final Map<String, Runnable> releases = new ConcurrentHashMap<>();

  /**
   * No recordings yet.
   *
   * @param idle how long one may pause before it is forgotten here
   * @param longest how long one may become
   */
  public PcmRecordings(Journal journal, AudioTail tail, Duration idle, Duration longest) {
    this.longest = longest;
    this.journal = journal;
    this.tail = tail;
    this.idle = idle;
  }

  /**
   * Begins a recording that nobody has written to.
   *
   * @param release runs when it is over, or was forgotten
   */
  public void begin(RecordingInfo info, Runnable release) {
    releases.put(info.getRecordingId(), release);
    writers.put(info.getRecordingId(), writer(info, null));
  }

  /**
   * The writer of a recording. Where the client is ahead of what this gateway has, it may have been at
   * another meanwhile: the log tells.
   *
   * @param partition the recording's partition
   * @param first the frame at which the client goes on; {@link Long#MAX_VALUE} where it asks
   * @param place takes a place for a recording that was begun elsewhere, or long ago; what it gives is run
   *     as that of {@link #begin} is
   * @throws IOException if the log cannot be read
   */
  public PcmWriter writer(RecordingInfo info, int partition, long first, Supplier<Runnable> place)
      throws IOException {
    String id = info.getRecordingId();
    PcmWriter known = writers.get(id);
    if (known != null && !known.lost() && first <= known.next()) {
      return known;
    }
    releases.computeIfAbsent(id, unknown -> place.get());
    try {
      return fromLog(info, partition);
    } finally {
      if (!writers.containsKey(id)) {
        forget(id);
      }
    }
  }

  private PcmWriter fromLog(RecordingInfo info, int partition) throws IOException {
    AtomicReference<@Nullable AudioChunk> last = new AtomicReference<>();
    tail.read(
        info.getRecordingId(),
        partition,
        // Brokers stamp the audio, gateways the recording: their clocks may differ.
        Math.min(info.getCreated(), System.currentTimeMillis()) - MARGIN_MILLIS,
        chunk -> {
          last.set(chunk);
          return true;
        });
    PcmWriter found = writer(info, last.get());
    if (found.over()) {
      return found;
    }
    return writers.compute(
        info.getRecordingId(),
        (id, now) -> now == null || now.lost() || now.next() < found.next() ? found : now);
  }

  private PcmWriter writer(RecordingInfo info, @Nullable AudioChunk last) {
    return new PcmWriter(info, last, longest.toSeconds() * info.getSampleRate(), journal::send);
  }

  /** The recording has ended. */
  public void forget(String recordingId) {
    writers.remove(recordingId);
    Runnable release = releases.remove(recordingId);
    if (release != null) {
      release.run();
    }
  }

  /** Forgets those that have paused for long; to be called now and then. */
  public void forgetIdle() {
    long now = System.nanoTime();
    writers.forEach(
        (id, writer) -> {
          if (writer.over() || now - writer.touched() > idle.toNanos()) {
            forget(id);
          }
        });
  }

  /** How many are under way here. */
  public int size() {
    return writers.size();
  }
}
