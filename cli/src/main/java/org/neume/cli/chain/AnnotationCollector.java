package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.annotation.stream.Finding;
import org.neume.annotation.stream.RepeatRule;
import org.neume.schemas.Revisions;
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
 *
 * <p>A recording has ended when the stream of each finding has: what its records say counts, complete
 * or aborted, and of findings that have not begun what an aborted record for every stream says
 * (docs/adr/012). A stage that says FAILED ends nothing, for its other streams go on; what it says is
 * kept for those who wait in vain.
 */
public final class AnnotationCollector implements AutoCloseable {
  private final TopicFollower follower;
  private final Thread thread;
  private final Set<Finding> findings;
  private final StreamOwners owners;
  private final RepeatRule<BeatBlock> beats = new RepeatRule<>(Streams.BEATS, true);
  private final RepeatRule<NoteBlock> notes = new RepeatRule<>(Streams.NOTES, true);
  private final RepeatRule<ScoreBlock> scores = new RepeatRule<>(Streams.SCORES, true);
  private final RepeatRule<RecordingStatus> statuses = new RepeatRule<>(Streams.STATUS, true);
  private final Map<String, PendingRecording> pending = new ConcurrentHashMap<>();
  private volatile @Nullable Throwable broken;

  /** A collector of beats, of whatever model. */
  public AnnotationCollector(
      String bootstrap, @Nullable String recordingId, boolean fromBeginning) {
    this(bootstrap, recordingId, fromBeginning, EnumSet.of(Finding.BEATS), StreamOwners.guessed());
  }

  /**
   * Takes its place in the topics; nothing is read before {@link #start}.
   *
   * @param recordingId read only what concerns this recording; null for all
   * @param fromBeginning start with the oldest records, which a recording published before needs
   * @param findings what is awaited of every recording
   * @param owners which streams they are in
   */
  public AnnotationCollector(
      Broker broker,
      @Nullable String recordingId,
      boolean fromBeginning,
      Set<Finding> findings,
      StreamOwners owners) {
    this.findings = EnumSet.copyOf(findings);
    this.owners = owners;
    List<Topic> topics =
        new ArrayList<>(this.findings.stream().map(Finding::topic).distinct().toList());
    topics.add(Topics.STATUS);
    this.follower = new TopicFollower(broker, topics, recordingId, fromBeginning);
    this.thread = new Thread(this::run, "findings-follower");
    thread.setDaemon(true);
  }

  /** The same of a broker that lets everybody in. */
  public AnnotationCollector(
      String bootstrap,
      @Nullable String recordingId,
      boolean fromBeginning,
      Set<Finding> findings,
      StreamOwners owners) {
    this(Broker.at(bootstrap), recordingId, fromBeginning, findings, owners);
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
    PendingRecording expected = new PendingRecording(title, findings, progress);
    pending.put(recordingId, expected);
    Throwable end = broken;
    if (end != null) {
      expected.fail(end);
    }
    return expected.future();
  }

  /**
   * Gives up what is still awaited of a recording, which ends it.
   *
   * @param cause in one line; where an analysis that may be what is awaited ended before it said
   *     anything, that one's counts
   */
  public void giveUp(String recordingId, String cause) {
    PendingRecording expected = pending.get(recordingId);
    if (expected != null) {
      expected.giveUp(cause);
    }
  }

  /** Why a stage gave up something of a recording, in one line; null if none said so. */
  public @Nullable String reported(String recordingId) {
    PendingRecording expected = pending.get(recordingId);
    return expected == null ? null : expected.reported();
  }

  /** Forgets a recording, ended or not. */
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
    } catch (Throwable e) {
      broken = e;
      pending.values().forEach(p -> p.fail(e));
    }
  }

  private void take(SpecificRecordBase record) {
    if (record instanceof BeatBlock block) {
      take(block, Streams.BEATS, beats, Topics.BEATS, (to, as) -> to.add(as, block));
    } else if (record instanceof NoteBlock block) {
      take(block, Streams.NOTES, notes, Topics.NOTES, (to, as) -> to.add(as, block));
    } else if (record instanceof ScoreBlock block) {
      take(block, Streams.SCORES, scores, Topics.SCORES, (to, as) -> to.add(block));
    } else if (record instanceof RecordingStatus status) {
      take(status);
    }
  }

  private void take(RecordingStatus status) {
    PendingRecording expected = pending.get(status.getRecordingId());
    // What became of a correction says nothing of the recording itself.
    if (expected != null
        && !Revisions.isRevision(status.getStream())
        && statuses.judge(status) == RepeatRule.Verdict.TAKE
        && status.getEvent() == StatusEvent.FAILED) {
      expected.report(cause(status.getCause(), "the recording failed"));
    }
  }

  private <T> void take(
      T block,
      StreamType<T> type,
      RepeatRule<T> rule,
      Topic topic,
      BiConsumer<AnnotationBuilder, Finding> add) {
    PendingRecording expected = pending.get(type.recordingId(block));
    String stream = type.stream(block);
    boolean every = stream.equals(Streams.EVERY);
    if (expected == null) {
      return;
    }
    Set<Finding> found = Finding.in(topic);
    found.removeIf(f -> !every && owners.claim(f, stream) == StreamOwners.Claim.FOREIGN);
    if (found.isEmpty()) {
      return;
    }
    RepeatRule.Verdict verdict = rule.judge(block);
    boolean bareEnd = type.sequence(block) == 0 && type.end(block) == End.ABORTED;
    for (Finding finding : found) {
      if (every) {
        if (type.end(block) == End.ABORTED) {
          expected.failUnlessBegun(finding, cause(type.cause(block), "the recording was refused"));
        }
      } else if (bareEnd && owners.claim(finding, stream) == StreamOwners.Claim.PERHAPS) {
        expected.suspect(finding, cause(type.cause(block), "an analysis was aborted"));
      } else {
        take(block, type, verdict, finding, expected, builder -> add.accept(builder, finding));
      }
    }
  }

  private static <T> void take(
      T block,
      StreamType<T> type,
      RepeatRule.Verdict verdict,
      Finding finding,
      PendingRecording expected,
      Consumer<AnnotationBuilder> add) {
    switch (verdict) {
      case REPEAT -> {
        return;
      }
      case GAP, SAME_GAP -> {
        expected.fail(
            finding,
            "%s before number %d are missing in the topic; publish the recording again"
                .formatted(finding.topic().shortName(), type.sequence(block)));
        return;
      }
      case TAKE -> expected.add(finding, add);
    }
    if (type.end(block) == End.ABORTED) {
      expected.fail(finding, cause(type.cause(block), "the recording was aborted"));
    } else if (type.end(block) == End.COMPLETE) {
      expected.complete(finding);
    }
  }

  private static String cause(@Nullable String known, String otherwise) {
    return Objects.requireNonNullElse(known, otherwise);
  }
}
