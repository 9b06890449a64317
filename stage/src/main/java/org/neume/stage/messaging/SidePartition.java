package org.neume.stage.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.stage.Faults;

/**
 * One partition of a topic that is read beside a stage's input: where its reading stands, who
 * follows which stream, and where the streams met so far begin. Confined to the reading thread; knows
 * no consumer, only says where one has to go.
 *
 * <p>A record that ends every stream of a recording ({@link Streams#EVERY}) may lie before what the
 * stage has of the recording. So whoever comes first has the partition read from where such a record of
 * its recording may lie, and while somebody follows nothing is left out from there on.
 *
 * @param <T> record class
 */
final class SidePartition<T> {
  private static final long NOWHERE = -1;

  /** A stream of a recording. */
  record Key(String recordingId, String stream) {}

  private final StreamType<T> type;
  private final int indexed;
  private final Map<Key, List<SideFollower<T>>> followers = new HashMap<>();
  // Where streams begin that were met between coveredFrom and position, oldest first.
  private final LinkedHashMap<Key, Long> beginnings = new LinkedHashMap<>();
  // Where the ends of every stream of a recording lie that were met behind everyFrom, oldest first.
  private final LinkedHashMap<String, Long> everyEnds = new LinkedHashMap<>();
  private long position = NOWHERE;
  private long coveredFrom;
  private long everyFrom;

  /**
   * A partition that was not read yet.
   *
   * @param indexed the most streams whose beginnings, and the most recordings of which the end of every
   *     stream, are remembered
   */
  SidePartition(StreamType<T> type, int indexed) {
    this.type = type;
    this.indexed = indexed;
  }

  /** The offset to be read next; negative before the first follower. */
  long position() {
    return position;
  }

  boolean followed() {
    return !followers.isEmpty();
  }

  /** Where the stream begins, as far as it was met. */
  @Nullable Long beginning(Key key) {
    return beginnings.get(key);
  }

  /** Where every stream of the recording that had not begun was ended, as far as it is known. */
  private long endOfEvery(String recordingId, long from) {
    // What was not read, or was forgotten, only looking again tells: it may lie before what was
    // met.
    if (everyFrom > from) {
      return from;
    }
    Long met = everyEnds.get(recordingId);
    // One that lies before is of an earlier recording of this name; it may hide a later one.
    return met == null ? Long.MAX_VALUE : Math.max(met, from);
  }

  /**
   * Adds a follower, and goes back where its stream may lie before what comes next. Where memory ran
   * out of it, it may be called again.
   *
   * @param since no record of the stream itself lies before this offset; where its beginning was met
   *     already, it does not matter
   * @param from no record that ends every stream of the recording lies before this offset, which is at
   *     most {@code since}
   * @return whether the position has changed
   */
  boolean follow(SideFollower<T> follower, long since, long from) {
    boolean moved = place(follower, since, from);
    List<SideFollower<T>> same = followers.computeIfAbsent(follower.key, k -> new ArrayList<>());
    if (!same.contains(follower)) {
      same.add(follower);
    }
    return moved;
  }

  /** Puts the position where a follower needs it; says whether it has changed. */
  private boolean place(SideFollower<T> follower, long since, long from) {
    boolean alone = followers.isEmpty();
    follower.from = from;
    if (position == NOWHERE || (alone && from > position)) {
      beginnings.clear();
      everyEnds.clear();
      coveredFrom = from;
      everyFrom = from;
      position = from;
      return true;
    }
    long every = endOfEvery(follower.key.recordingId, from);
    Long beginning = beginnings.get(follower.key);
    if (beginning != null && beginning <= every) {
      return goBack(beginning);
    }
    // What was met as the beginning behind such an end may repeat one before it, which was
    // forgotten.
    if (since < coveredFrom) {
      // What was forgotten is met again on the way.
      boolean back = goBack(Math.min(since, every));
      coveredFrom = Math.min(coveredFrom, position);
      return back;
    }
    // All from there to the position was read, and the stream had not begun.
    return goBack(every);
  }

  private boolean goBack(long offset) {
    boolean back = offset < position;
    position = Math.min(position, offset);
    return back;
  }

  void leave(SideFollower<T> follower) {
    List<SideFollower<T>> same = followers.get(follower.key);
    if (same != null) {
      same.remove(follower);
      if (same.isEmpty()) {
        followers.remove(follower.key);
      }
    }
  }

  /** Whether a follower was not told yet that it has all that there was when it came. */
  boolean catchingUp() {
    return followers.values().stream().flatMap(List::stream).anyMatch(SideFollower::catchingUp);
  }

  /** Tells those followers who have all that there was when they came: reading goes on at this offset. */
  void reached(long offset) {
    for (List<SideFollower<T>> same : followers.values()) {
      for (SideFollower<T> follower : same) {
        follower.reached(offset);
      }
    }
  }

  /** Goes on behind records that cannot be read. */
  void pass(long offset) {
    position = offset + 1;
  }

  /**
   * Hands a record to those who follow its stream. Where memory runs out of it, the record is the next
   * one still, for those that did not get it, and perhaps once more for one that did.
   *
   * @param begin the partition's first offset
   * @return false if the reading has to go back: what was polled behind this record is void
   */
  boolean accept(T record, long offset, long begin) {
    Key key = new Key(type.recordingId(record), type.stream(record));
    long sequence = type.sequence(record);
    if (key.stream.equals(Streams.EVERY)) {
      everyEnds.merge(key.recordingId, offset, Math::min);
      everyFrom = Math.max(everyFrom, forgetSome(everyEnds));
      endUnbegun(key.recordingId, record, offset);
    } else if (sequence == 0) {
      // One that was met before may be a repeat, behind the true beginning that was forgotten.
      beginnings.merge(key, offset, Math::min);
      coveredFrom = Math.max(coveredFrom, forgetSome(beginnings));
    }
    for (SideFollower<T> follower : List.copyOf(followers.getOrDefault(key, List.of()))) {
      if (sequence == follower.next) {
        hand(follower, record);
        follower.next++;
      } else if (sequence > follower.next) {
        if (!follower.soughtFromBeginning && begin < offset) {
          // Its beginning lies further back than the times in the log let one expect.
          follower.soughtFromBeginning = true;
          coveredFrom = begin;
          position = begin;
          return false;
        }
        follower.reader.failed(
            "record %d of %s is missing, %d came instead: publish the recording again under a new id"
                .formatted(follower.next, key.stream(), sequence));
        leave(follower);
      }
    }
    // Behind the last that may fail: memory that runs out loses no record.
    position = offset + 1;
    return true;
  }

  /** The end of every stream of a recording that has not begun, for those who follow one. */
  private void endUnbegun(String recordingId, T record, long offset) {
    for (List<SideFollower<T>> same : List.copyOf(followers.values())) {
      for (SideFollower<T> follower : List.copyOf(same)) {
        if (follower.next == 0
            && offset >= follower.from
            && follower.key.recordingId.equals(recordingId)) {
          hand(follower, record);
          leave(follower);
        }
      }
    }
  }

  /** A reader that cannot take a record fails alone: others follow the same partition. */
  private void hand(SideFollower<T> follower, T record) {
    try {
      follower.reader.next(record);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      follower.reader.failed(
          "record %d of %s cannot be used (%s): publish the recording again under a new id"
              .formatted(type.sequence(record), follower.key.stream(), e));
      leave(follower);
    }
  }

  /** Forgets what comes first, met longest ago; returns from where on all is remembered. */
  private long forgetSome(Map<?, Long> offsets) {
    long from = 0;
    for (Iterator<Long> oldest = offsets.values().iterator(); offsets.size() > indexed; ) {
      // What lies before here may have been met, or not: nobody knows any more.
      from = Math.max(from, oldest.next() + 1);
      oldest.remove();
    }
    return from;
  }
}
