package org.neume.gateway.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
  private static final long MARGIN_MILLIS = 60_000;

  private final Journal journal;
  private final AudioTail tail;
  private final Duration idle;
  private final Map<String, PcmWriter> writers = new ConcurrentHashMap<>();
  // What is given back when a recording that was begun here is over, or forgotten.
  private final Map<String, Runnable> releases = new ConcurrentHashMap<>();

  /**
   * No recordings yet.
   *
   * @param idle how long one may pause before it is forgotten here
   */
  public PcmRecordings(Journal journal, AudioTail tail, Duration idle) {
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
    writers.put(info.getRecordingId(), new PcmWriter(info, null, journal::send));
  }

  /**
   * The writer of a recording. Where the client is ahead of what this gateway has, it may have been at
   * another meanwhile: the log tells.
   *
   * @param partition the recording's partition
   * @param first the frame at which the client goes on; {@link Long#MAX_VALUE} where it asks
   * @throws IOException if the log cannot be read
   */
  public PcmWriter writer(RecordingInfo info, int partition, long first) throws IOException {
    PcmWriter known = writers.get(info.getRecordingId());
    if (known != null && !known.lost() && first <= known.next()) {
      return known;
    }
    AtomicReference<@Nullable AudioChunk> last = new AtomicReference<>();
    tail.read(
        info.getRecordingId(),
        partition,
        info.getCreated() - MARGIN_MILLIS,
        chunk -> {
          last.set(chunk);
          return true;
        });
    PcmWriter found = new PcmWriter(info, last.get(), journal::send);
    return writers.compute(
        info.getRecordingId(),
        (id, now) -> now == null || now.lost() || now.next() < found.next() ? found : now);
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
