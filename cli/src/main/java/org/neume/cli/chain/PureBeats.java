package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;
import org.neume.stage.SideSource;

/**
 * The beats of one recording for whoever reads them beside something else, without Kafka: kept, and
 * handed on, on the thread that brings them. Confined to one thread.
 */
final class PureBeats implements SideSource<BeatBlock> {
  private record Follower(String stream, SideReader<BeatBlock> reader) {}

  private final List<BeatBlock> blocks = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();

  @Override
  public Following follow(
      Origin origin, String recordingId, String stream, SideReader<BeatBlock> reader) {
    Follower follower = new Follower(stream, reader);
    blocks.forEach(block -> hand(block, follower));
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /** Hands the next block on. */
  void add(BeatBlock block) {
    blocks.add(block);
    List.copyOf(followers).forEach(follower -> hand(block, follower));
  }

  private static void hand(BeatBlock block, Follower follower) {
    if (block.getStream().equals(follower.stream)) {
      follower.reader.next(block);
    }
  }
}
