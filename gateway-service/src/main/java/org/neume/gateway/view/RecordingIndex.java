package org.neume.gateway.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * All recordings that the topics speak of, up to about a limit: beyond it the oldest are forgotten,
 * unless somebody listens to them. One thread writes, many read.
 */
public final class RecordingIndex {
  /** A recording with its time, which may change while others are compared with it. */
  private record Dated(RecordingView view, long created) {}

  private final int most;
  private final Map<String, RecordingView> views = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();
  private volatile Consumer<RecordingView> ended = view -> {};

  /**
   * An index of nothing yet.
   *
   * @param most recordings that are remembered
   */
  public RecordingIndex(int most) {
    this.most = most;
  }

  /**
   * Takes a record, in the order of its partition.
   *
   * @param timestamp its time stamp in milliseconds since 1970
   */
  public void take(
      Place place, int partition, long offset, long timestamp, SpecificRecordBase record) {
    StreamType<SpecificRecordBase> type = place.type();
    String id = type.recordingId(record);
    RecordingView view = views.get(id);
    boolean met = false;
    if (view == null) {
      view = new RecordingView(id, partition);
      views.put(id, view);
      met = true;
    }
    if (view.partition() == partition) {
      view.take(place, offset, timestamp, record);
      if (place == Place.BEATS && type.end(record) == End.COMPLETE) {
        ended.accept(view);
      }
    }
    if (met) {
      forgetBeyondTheLimit();
    }
  }

  /**
   * From now on, tells of recordings that have complete beats.
   *
   * @param listener called by the thread that writes; must be short
   */
  public void whenBeatsEnd(Consumer<RecordingView> listener) {
    ended = listener;
  }

  /**
   * Forgets the oldest, a tenth of the limit at once: not those met first, for a topic is read partition
   * by partition.
   */
  private void forgetBeyondTheLimit() {
    if (views.size() <= most + most / 10) {
      return;
    }
    List<Dated> oldest = new ArrayList<>();
    for (RecordingView view : views.values()) {
      if (!view.isHeard()) {
        oldest.add(new Dated(view, view.created()));
      }
    }
    oldest.sort(Comparator.comparingLong(Dated::created));
    for (Dated dated : oldest.subList(0, Math.min(oldest.size(), views.size() - most))) {
      views.remove(dated.view().recordingId());
      forgotten.incrementAndGet();
    }
  }

  /** The recording, if the topics speak of it. */
  public Optional<RecordingView> find(String recordingId) {
    return Optional.ofNullable(views.get(recordingId));
  }

  /**
   * Recordings, the latest first. Only those that are given are looked at closely.
   *
   * @param wanted whether a recording of this owner is
   */
  public List<RecordingSnapshot> latest(int limit, Predicate<String> wanted) {
    PriorityQueue<Dated> found = new PriorityQueue<>(Comparator.comparingLong(Dated::created));
    for (RecordingView view : views.values()) {
      long created = view.created();
      boolean late = found.size() < limit || created > found.element().created();
      if (late && wanted.test(view.owner())) {
        found.add(new Dated(view, created));
        if (found.size() > limit) {
          found.remove();
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Dated::created).reversed())
        .map(dated -> dated.view().snapshot())
        .toList();
  }

  /** All recordings, in no order. */
  public Collection<RecordingView> all() {
    return Collections.unmodifiableCollection(views.values());
  }

  /** How many recordings were forgotten since the start because there were too many. */
  public long forgotten() {
    return forgotten.get();
  }

  /** How many recordings are remembered. */
  public int size() {
    return views.size();
  }
}
