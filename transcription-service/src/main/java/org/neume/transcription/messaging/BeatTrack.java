package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;
import org.neume.stage.SideReader;
import org.neume.transcription.score.TrackedBeat;

/**
 * The beats of one recording as far as they have come, and those who wait for more. Safe for use by
 * many threads: blocks come on one, the machine asks on another.
 */
final class BeatTrack implements SideReader<BeatBlock> {
  /**
   * The beats up to a position, or why there will be none.
   *
   * @param beats the beats before the position, in order
   * @param provenance what made them; empty where there are none to come
   * @param cause why the beats ended before the position; null if they reach it
   */
  record Beats(List<TrackedBeat> beats, String provenance, @Nullable String cause) {}

  private record Waiter(double seconds, CompletableFuture<Beats> beats) {}

  private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
  private final int limit;
  private final List<TrackedBeat> beats = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private String provenance = "";
  private double frameRate;
  private long next;
  private long position;
  private double decided;
  private @Nullable String cause;
  private @Nullable String failure;
  private boolean over;

  /**
   * A track that nothing has come for yet.
   *
   * @param limit the most beats that are kept
   */
  BeatTrack(int limit) {
    this.limit = limit;
  }

  /** The track of a recording that nobody looks for beats in. */
  static BeatTrack none() {
    BeatTrack track = new BeatTrack(0);
    track.decided = Double.POSITIVE_INFINITY;
    track.over = true;
    return track;
  }

  @Override
  public void next(BeatBlock block) {
    synchronized (this) {
      if (!over && failure == null && block.getSequence() >= next) {
        failure = objection(block);
        if (failure == null) {
          take(block);
        }
      }
    }
    answer();
  }

  private void take(BeatBlock block) {
    List<TrackedBeat> more = new ArrayList<>();
    for (Beat beat : block.getBeats()) {
      more.add(new TrackedBeat(beat.getFrame() / block.getFrameRate(), beat.getNumber()));
    }
    // From here on the block is taken: one that memory ran out of comes again.
    beats.addAll(more);
    next = block.getSequence() + 1;
    if (!block.getProvenance().isEmpty()) {
      provenance = block.getProvenance();
    }
    if (decides(block)) {
      frameRate = block.getFrameRate();
      position = block.getFirstFrame() + block.getFrameCount();
      decided = position / frameRate;
    }
    over = block.getEnd() != End.OPEN;
    if (block.getEnd() == End.COMPLETE) {
      decided = Double.POSITIVE_INFINITY;
    } else if (block.getEnd() == End.ABORTED) {
      cause = block.getCause() == null ? "the beats were aborted" : block.getCause();
    }
  }

  private static boolean decides(BeatBlock block) {
    return block.getFrameCount() != 0 || !block.getBeats().isEmpty();
  }

  /** Why the beats cannot go on with a block; null if they can. */
  private @Nullable String objection(BeatBlock block) {
    if (beats.size() + block.getBeats().size() > limit) {
      return "the recording has more than %d beats: raise neume.score.beats-per-recording, or publish it in parts"
          .formatted(limit);
    }
    if (!decides(block)) {
      return null;
    }
    boolean known = frameRate == 0 || block.getFrameRate() == frameRate;
    boolean follows = block.getFirstFrame() == position && block.getFrameCount() >= 0;
    boolean fits = block.getBeats().stream().allMatch(b -> b.getNumber() >= 0 && b.getFrame() >= 0);
    if (known && follows && fits && FrameRates.usable(block.getFrameRate())) {
      return null;
    }
    return "block %d of the beats is damaged (%d frames from %d at %s a second, %d comes next): publish the recording again under a new id"
        .formatted(
            block.getSequence(),
            block.getFrameCount(),
            block.getFirstFrame(),
            block.getFrameRate(),
            position);
  }

  @Override
  public void failed(String why) {
    synchronized (this) {
      failure = failure == null ? why : failure;
    }
    answer();
  }

  @Override
  public void caughtUp() {
    caughtUp.complete(null);
  }

  /** Completes once the beats that lay in the log when they were first asked for have come. */
  CompletableFuture<@Nullable Void> whenCaughtUp() {
    return caughtUp;
  }

  /** Answers those who need not wait any longer. */
  private void answer() {
    List<Waiter> answered;
    synchronized (this) {
      answered = waiters.stream().filter(waiter -> ready(waiter.seconds)).toList();
    }
    answered.forEach(this::answer);
    synchronized (this) {
      waiters.removeAll(answered);
    }
  }

  /**
   * The beats before a position, once they are decided.
   *
   * @param seconds the position; infinite for all
   * @return completes exceptionally if they cannot be read; never, while they are still to come
   */
  CompletableFuture<Beats> until(double seconds) {
    Waiter waiter = new Waiter(seconds, new CompletableFuture<>());
    synchronized (this) {
      if (!ready(seconds)) {
        waiters.add(waiter);
        return waiter.beats;
      }
    }
    answer(waiter);
    return waiter.beats;
  }

  /** Blocks that have come. */
  synchronized long blocks() {
    return next;
  }

  /** Beats that have come. */
  synchronized int size() {
    return beats.size();
  }

  private boolean ready(double seconds) {
    return failure != null || over || decided >= seconds;
  }

  private void answer(Waiter waiter) {
    Beats answer;
    String failed;
    synchronized (this) {
      // What was decided before the beats failed does not depend on when they did.
      failed = decided >= waiter.seconds ? null : failure;
      answer =
          new Beats(
              beats.stream().filter(beat -> beat.time() < waiter.seconds).toList(),
              provenance,
              decided >= waiter.seconds ? null : cause);
    }
    if (failed == null) {
      waiter.beats.complete(answer);
    } else {
      waiter.beats.completeExceptionally(new InvalidInputException(failed));
    }
  }
}
