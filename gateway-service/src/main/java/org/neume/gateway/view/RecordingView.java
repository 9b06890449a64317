package org.neume.gateway.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Revisions;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingStatus;

/**
 * What the topics have said of one recording so far, and where they said it. The next number of every
 * stream counts, a repeat is dropped, and a gap ends the stream here (Invariant 3). Safe for use by
 * many threads; one of them writes.
 */
public final class RecordingView {
  private record Key(Place place, String stream) {}

  private final String recordingId;
  private final int partition;
  private final EntryLog log = new EntryLog();
  private final Map<Key, StreamView> streams = new LinkedHashMap<>();
  private final Map<String, StageView> stages = new LinkedHashMap<>();
  private final List<CorrectionView> corrections = new ArrayList<>();
  private final ScoreRevisions scores = new ScoreRevisions();
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private int gaps;
  private long firstSeen = Long.MAX_VALUE;
  private @Nullable RecordingInfo info;
  private final Map<Place, String> refused = new EnumMap<>(Place.class);

  RecordingView(String recordingId, int partition) {
    this.recordingId = recordingId;
    this.partition = partition;
  }

  /**
   * Takes a record, in the order of its topic.
   *
   * @param timestamp its time stamp in milliseconds since 1970
   */
  void take(Place place, long offset, long timestamp, SpecificRecordBase record) {
    boolean news;
    synchronized (this) {
      firstSeen = Math.min(firstSeen, timestamp);
      int before = gaps;
      boolean next =
          place == Place.RECORDINGS ? described((RecordingInfo) record) : next(place, record);
      news = next || gaps > before;
      if (next && place != Place.RECORDINGS) {
        log.append(place, offset);
        detail(place, offset, record);
      }
    }
    if (news) {
      listeners.forEach(Runnable::run);
    }
  }

  private boolean described(RecordingInfo described) {
    boolean news = info == null || described.getSequence() > info.getSequence();
    if (news) {
      info = described;
    }
    return news;
  }

  /** Whether the record is the next of its stream, which it then moves on. */
  private boolean next(Place place, SpecificRecordBase record) {
    StreamType<SpecificRecordBase> type = place.type();
    String stream = type.stream(record);
    long sequence = type.sequence(record);
    Key key = new Key(place, stream);
    StreamView known = streams.get(key);
    long expected = known == null ? 0 : known.next();
    // A status goes on behind its end where a recording gets a further revision.
    boolean over = known != null && known.end() != End.OPEN && place != Place.STATUS;
    if (sequence < expected || over) {
      return false;
    }
    if (sequence > expected) {
      streams.put(key, broken(place, stream, known, expected));
      gaps++;
      return false;
    }
    streams.put(key, moved(place, stream, known, type, record));
    if (stream.equals(Streams.EVERY) && type.end(record) == End.ABORTED) {
      refused.putIfAbsent(
          place, Objects.requireNonNullElse(type.cause(record), "the recording was refused"));
    }
    return true;
  }

  private static StreamView moved(
      Place place,
      String stream,
      @Nullable StreamView known,
      StreamType<SpecificRecordBase> type,
      SpecificRecordBase record) {
    End end = type.end(record);
    boolean bareEnd = known == null && end == End.ABORTED;
    return new StreamView(
        place,
        stream,
        type.sequence(record) + 1,
        Math.max(known == null ? 0 : known.seconds(), type.endSeconds(record)),
        (known == null ? 0 : known.count()) + count(record),
        end,
        type.cause(record),
        known == null ? !bareEnd : known.content());
  }

  private static StreamView broken(
      Place place, String stream, @Nullable StreamView known, long expected) {
    return new StreamView(
        place,
        stream,
        expected,
        known == null ? 0 : known.seconds(),
        known == null ? 0 : known.count(),
        End.ABORTED,
        "record %d of %s is missing in %s, by retention or by hand; publish the recording again"
            .formatted(expected, stream, place.topic().shortName()),
        known != null);
  }

  private static long count(SpecificRecordBase record) {
    if (record instanceof BeatBlock block) {
      return block.getBeats().size();
    }
    return record instanceof NoteBlock block ? block.getNotes().size() : 0;
  }

  private void detail(Place place, long offset, SpecificRecordBase record) {
    if (record instanceof RecordingStatus status) {
      stages.put(
          status.getStream(),
          new StageView(
              status.getStream(),
              status.getEvent(),
              status.getInputRecords(),
              status.getOutputRecords(),
              status.getSeconds(),
              status.getCause()));
    } else if (record instanceof Correction correction && isRevision(correction)) {
      corrections.add(
          new CorrectionView(
              correction.getStream(), correction.getRevision(), correction.getBase(), offset));
    } else if (place == Place.SCORES) {
      scores.take(offset, record);
    }
  }

  /** Nothing comes of a correction that is named otherwise: the stage {@code revisions} refuses it. */
  private static boolean isRevision(Correction correction) {
    return Revisions.isValid(correction.getStream())
        && Revisions.number(correction.getStream()) == correction.getRevision();
  }

  /** What is known now. */
  public synchronized RecordingSnapshot snapshot() {
    return new RecordingSnapshot(
        recordingId,
        partition,
        firstSeen,
        info,
        streams.values().stream()
            .filter(s -> s.place() != Place.STATUS && s.place() != Place.CORRECTIONS)
            .filter(s -> !s.stream().equals(Streams.EVERY))
            // Every gateway meets a topic's records in the same order, but not those of several.
            .sorted(Comparator.comparing(StreamView::place))
            .toList(),
        new ArrayList<>(stages.values()),
        scores.whole(),
        corrections,
        refused);
  }

  /** Where the records of one topic lie, in order. */
  public synchronized List<Long> offsets(Place place) {
    List<Long> found = new ArrayList<>();
    EntryLog.Walker walker = new EntryLog.Walker();
    for (EntryLog.Entry e = walker.next(log); e != null; e = walker.next(log)) {
      if (e.place() == place) {
        found.add(e.offset());
      }
    }
    return found;
  }

  /** The next record for a reader of the whole recording; null where nothing follows yet. */
  synchronized EntryLog.@Nullable Entry next(EntryLog.Walker walker) {
    return walker.next(log);
  }

  /** The recording. */
  public String recordingId() {
    return recordingId;
  }

  /** Its partition in every topic. */
  public int partition() {
    return partition;
  }

  /** When it was created, or first seen, in milliseconds since 1970. */
  public synchronized long created() {
    return info == null ? firstSeen : info.getCreated();
  }

  /** Who may read it; empty for whoever may read anything. */
  public synchronized String owner() {
    return info == null ? "" : info.getOwner();
  }

  /** What it is and whose; null where it did not come through a gateway. */
  public synchronized @Nullable RecordingInfo info() {
    return info;
  }

  /** Runs an action whenever something is new, on the thread that reads the topics: it must be short. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Lets go of a listener. */
  public void unlisten(Runnable listener) {
    listeners.remove(listener);
  }

  /** Whether somebody listens. */
  boolean isHeard() {
    return !listeners.isEmpty();
  }
}
