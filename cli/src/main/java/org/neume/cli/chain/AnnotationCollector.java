package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.StatusEvent;

/**
 * Follows the topics of what is to be found, and of statuses, in a thread of its own and completes a
 * future for each recording that was asked for. Safe for use by many threads.
 */
public final class AnnotationCollector implements AutoCloseable {
  private final TopicFollower follower;
  private final Thread thread;
  private final Set<Finding> findings;
  private final RepeatRule<BeatBlock> beats = new RepeatRule<>(Streams.BEATS, true);
  private final RepeatRule<NoteBlock> notes = new RepeatRule<>(Streams.NOTES, true);
  private final RepeatRule<ScoreBlock> scores = new RepeatRule<>(Streams.SCORES, true);
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /** A collector of beats. */
  public AnnotationCollector(
      String bootstrap, @Nullable String recordingId, boolean fromBeginning) {
    this(bootstrap, recordingId, fromBeginning, EnumSet.of(Finding.BEATS));
  }

  /**
   * Takes its place in the topics; nothing is read before {@link #start}.
   *
   * @param recordingId read only what concerns this recording; null for all
   * @param fromBeginning start with the oldest records, which a recording published before needs
   * @param findings what is awaited of every recording
   */
  public AnnotationCollector(
      String bootstrap,
      @Nullable String recordingId,
      boolean fromBeginning,
      Set<Finding> findings) {
    this.findings = EnumSet.copyOf(findings);
    List<Topic> topics = new ArrayList<>(this.findings.stream().map(Finding::topic).toList());
    topics.add(Topics.STATUS);
    this.follower = new TopicFollower(bootstrap, topics, recordingId, fromBeginning);
    this.thread = new Thread(this::run, "findings-follower");
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
        new Pending(
            title,
            new AnnotationBuilder(),
            progress,
            EnumSet.copyOf(findings),
            new CompletableFuture<>());
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
      take(block, Streams.BEATS, beats, Finding.BEATS, builder -> builder.add(block));
    } else if (record instanceof NoteBlock block) {
      take(block, Streams.NOTES, notes, Finding.NOTES, builder -> builder.add(block));
    } else if (record instanceof ScoreBlock block) {
      take(block, Streams.SCORES, scores, Finding.SCORE, builder -> builder.add(block));
    } else if (record instanceof RecordingStatus status
        && status.getEvent() == StatusEvent.FAILED) {
      Pending failed = pending.get(status.getRecordingId());
      if (failed != null) {
        end(
            status.getRecordingId(),
            failed,
            Objects.requireNonNullElse(status.getCause(), "the recording failed"));
      }
    }
  }

  private <T> void take(
      T block,
      StreamType<T> type,
      RepeatRule<T> rule,
      Finding finding,
      Consumer<AnnotationBuilder> add) {
    String recordingId = type.recordingId(block);
    Pending expected = pending.get(recordingId);
    if (expected == null) {
      return;
    }
    switch (rule.judge(block)) {
      case REPEAT -> {
        return;
      }
      case GAP, SAME_GAP -> {
        end(
            recordingId,
            expected,
            "%s before number %d are missing in the topic; publish the recording again"
                .formatted(finding.topic().shortName(), type.sequence(block)));
        return;
      }
      case TAKE -> add.accept(expected.builder);
    }
    expected.progress.accept(expected.builder.decidedSeconds());
    if (type.end(block) == End.ABORTED) {
      end(
          recordingId,
          expected,
          Objects.requireNonNullElse(type.cause(block), "the recording was aborted"));
    } else if (type.end(block) == End.COMPLETE) {
      expected.awaited.remove(finding);
      if (expected.awaited.isEmpty()) {
        end(recordingId, expected, null);
      }
    }
  }

  private void end(String recordingId, Pending expected, @Nullable String cause) {
    pending.remove(recordingId);
    expected.future.complete(new Outcome(expected.builder.build(expected.title), cause));
  }

  private record Pending(
      String title,
      AnnotationBuilder builder,
      DoubleConsumer progress,
      Set<Finding> awaited,
      CompletableFuture<Outcome> future) {}
}
