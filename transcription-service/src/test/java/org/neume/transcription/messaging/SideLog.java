package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;
import org.neume.stage.SideSource;

/**
 * A topic beside the input: what was written of it so far, and readers that have come a way into it. A
 * reader belongs to a life and starts at the beginning in the next one.
 *
 * @param <T> record class
 */
final class SideLog<T> {
  private final StreamType<T> type;
  private final List<T> blocks;
  private int written;

  SideLog(StreamType<T> type, List<T> blocks) {
    this.type = type;
    this.blocks = blocks;
  }

  boolean complete() {
    return written == blocks.size();
  }

  /** The broker takes the next block. */
  void write() {
    written++;
  }

  /** A life's reader of this log. */
  Reader reader() {
    return new Reader();
  }

  /** Hands blocks to those who follow their recordings, one at a time. */
  final class Reader implements SideSource<T> {
    private record Follower<T>(String recordingId, String stream, SideReader<T> reader) {}

    private final List<Follower<T>> followers = new ArrayList<>();
    private final Map<Follower<T>, Integer> positions = new HashMap<>();
    private final Set<Follower<T>> begun = new HashSet<>();

    @Override
    public Following follow(
        Origin origin, String recordingId, String stream, SideReader<T> reader) {
      Follower<T> follower = new Follower<>(recordingId, stream, reader);
      followers.add(follower);
      positions.put(follower, 0);
      return () -> followers.remove(follower);
    }

    /** What may happen now: each follower may be handed what comes next. */
    List<Runnable> possible() {
      List<Runnable> possible = new ArrayList<>();
      for (Follower<T> follower : followers) {
        int at = positions.getOrDefault(follower, 0);
        if (at < written) {
          possible.add(() -> hand(follower, at));
        }
      }
      return possible;
    }

    private void hand(Follower<T> follower, int at) {
      positions.put(follower, at + 1);
      T block = blocks.get(at);
      if (!type.recordingId(block).equals(follower.recordingId())) {
        return;
      }
      boolean own = type.stream(block).equals(follower.stream());
      if (own || (type.stream(block).equals(Streams.EVERY) && !begun.contains(follower))) {
        begun.add(follower);
        follower.reader().next(block);
      }
    }
  }
}
