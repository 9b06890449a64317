package org.neume.cli.chain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/**
 * Follows the beats and status topics in a thread of its own and completes a future for each
 * recording that was asked for. Safe for use by many threads.
 */
public final class AnnotationCollector implements AutoCloseable {
  private final TopicFollower follower;
  private final Thread thread;
  private final RepeatRule<BeatBlock> rule;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /**
   * Takes its place in the topics; nothing is read before {@link #start}.
   *
   * @param recordingId read only what concerns this recording; null for all
   * @param fromBeginning start with the oldest records, which a recording published before needs
   */
  public AnnotationCollector(
      String bootstrap, @Nullable String recordingId, boolean fromBeginning) {
    this.follower =
        new TopicFollower(
            bootstrap, List.of(Topics.BEATS, Topics.STATUS), recordingId, fromBeginning);
    this.rule = new RepeatRule<>(Streams.BEATS, true);
    this.thread = new Thread(this::run, "beats-follower");
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /**
   * Asks for a recording, before it is published or before {@link #start}.
   *
   * @param title what to call it in the annotation
   * @param progress told how many seconds of it are decided
   * @return completes when the recording has ended, well or not
   */
  public CompletableFuture<Outcome> expect(
      String recordingId, String title, DoubleConsumer progress) {
    Pending expected =
        new Pending(title, new AnnotationBuilder(), progress, new CompletableFuture<>());
    pending.put(recordingId, expected);
    return expected.future;
  }

  /** Forgets a recording whose end nobody awaits any more. */
  public void forget(String recordingId) {
    pending.remove(recordingId);
  }

  @Override
  public void close() {
    follower.stop();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (follower) {
      follower.follow(
          found -> {
            take(found.record());
            return true;
          },
          waited -> true);
    } catch (RuntimeException e) {
      pending.values().forEach(p -> p.future.completeExceptionally(e));
    }
  }

  private void take(SpecificRecordBase record) {
    if (record instanceof BeatBlock block) {
      Pending expected = pending.get(block.getRecordingId());
      if (expected != null) {
        take(block, expected);
      }
    } else if (record instanceof RecordingStatus status
        && status.getEvent() == StatusEvent.FAILED) {
      Pending failed = pending.remove(status.getRecordingId());
      if (failed != null) {
        String cause = Objects.requireNonNullElse(status.getCause(), "the recording failed");
        failed.future.complete(new Outcome(failed.builder.build(failed.title), cause));
      }
    }
  }

  private void take(BeatBlock block, Pending expected) {
    switch (rule.judge(block)) {
      case REPEAT -> {
        return;
      }
      case GAP, SAME_GAP -> {
        pending.remove(block.getRecordingId());
        expected.future.complete(
            new Outcome(
                expected.builder.build(expected.title),
                "beats before number %d are missing in the topic; publish the recording again"
                    .formatted(block.getSequence())));
        return;
      }
      case TAKE -> expected.builder.add(block);
    }
    expected.progress.accept(expected.builder.decidedSeconds());
    if (block.getEnd() != End.OPEN) {
      pending.remove(block.getRecordingId());
      String cause =
          block.getEnd() == End.COMPLETE
              ? null
              : Objects.requireNonNullElse(block.getCause(), "the recording was aborted");
      expected.future.complete(new Outcome(expected.builder.build(expected.title), cause));
    }
  }

  private record Pending(
      String title,
      AnnotationBuilder builder,
      DoubleConsumer progress,
      CompletableFuture<Outcome> future) {}
}
