package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;
import org.neume.stage.SideSource;

/**
 * The topic of beats: what was written of it so far, and readers that have come a way into it. A
 * reader belongs to a life and starts at the beginning in the next one.
 */
final class SideLog {
  private final List<BeatBlock> blocks;
  private int written;

  SideLog(List<BeatBlock> blocks) {
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
  final class Reader implements SideSource<BeatBlock> {
    private record Follower(String recordingId, String stream, SideReader<BeatBlock> reader) {}

    private final List<Follower> followers = new ArrayList<>();
    private final Map<Follower, Integer> positions = new HashMap<>();
    private final Set<Follower> begun = new HashSet<>();

    @Override
    public Following follow(
        Origin origin, String recordingId, String stream, SideReader<BeatBlock> reader) {
      Follower follower = new Follower(recordingId, stream, reader);
      followers.add(follower);
      positions.put(follower, 0);
      return () -> followers.remove(follower);
    }

    /** What may happen now: each follower may be handed what comes next. */
    List<Runnable> possible() {
      List<Runnable> possible = new ArrayList<>();
      for (Follower follower : followers) {
        int at = positions.getOrDefault(follower, 0);
        if (at < written) {
          possible.add(() -> hand(follower, at));
        }
      }
      return possible;
    }

    private void hand(Follower follower, int at) {
      positions.put(follower, at + 1);
      BeatBlock block = blocks.get(at);
      if (!block.getRecordingId().equals(follower.recordingId())) {
        return;
      }
      boolean own = block.getStream().equals(follower.stream());
      if (own || (block.getStream().equals(Streams.EVERY) && !begun.contains(follower))) {
        begun.add(follower);
        follower.reader().next(block);
      }
    }
  }
}
