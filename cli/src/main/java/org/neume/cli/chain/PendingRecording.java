package org.neume.cli.chain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.annotation.stream.Finding;

/**
 * What was found so far of a recording, and how each of its findings ended. Safe for use by many
 * threads.
 */
final class PendingRecording {
  private final String title;
  private final DoubleConsumer progress;
  private final AnnotationBuilder builder = new AnnotationBuilder();
  private final Set<Finding> awaited;
  private final Set<Finding> begun = EnumSet.noneOf(Finding.class);
  private final Set<Finding> completed = EnumSet.noneOf(Finding.class);
  private final Map<Finding, String> failures = new EnumMap<>(Finding.class);
  private final Map<Finding, String> suspicions = new EnumMap<>(Finding.class);
  private final CompletableFuture<Outcome> future = new CompletableFuture<>();
  private @Nullable String reported;

  PendingRecording(String title, Set<Finding> awaited, DoubleConsumer progress) {
    this.title = title;
    this.awaited = EnumSet.copyOf(awaited);
    this.progress = progress;
  }

  /** Completes when every finding has ended, well or not. */
  CompletableFuture<Outcome> future() {
    return future;
  }

  /** Adds the next record of a finding; nothing is added behind its end. */
  synchronized void add(Finding finding, Consumer<AnnotationBuilder> record) {
    if (awaited.contains(finding)) {
      begun.add(finding);
      record.accept(builder);
      progress.accept(builder.decidedSeconds());
    }
  }

  /** A finding is there to the recording's end. */
  synchronized void complete(Finding finding) {
    if (awaited.remove(finding)) {
      completed.add(finding);
      endIfAllDid();
    }
  }

  /** A finding was given up. */
  synchronized void fail(Finding finding, String cause) {
    if (awaited.remove(finding)) {
      failures.put(finding, cause);
      endIfAllDid();
    }
  }

  /** A finding was given up, unless it has begun: then its own stream says how it ends. */
  synchronized void failUnlessBegun(Finding finding, String cause) {
    if (!begun.contains(finding)) {
      fail(finding, cause);
    }
  }

  /** A finding that has not begun may have been given up: nobody knows whose the stream was. */
  synchronized void suspect(Finding finding, String cause) {
    suspicions.putIfAbsent(finding, cause);
  }

  /** Gives up whatever is still awaited. */
  synchronized void giveUp(String cause) {
    for (Finding finding : EnumSet.copyOf(awaited)) {
      String suspicion = begun.contains(finding) ? null : suspicions.get(finding);
      fail(finding, suspicion == null ? cause : suspicion);
    }
  }

  /** The reading has ended before the recording did. */
  void fail(Throwable thrown) {
    future.completeExceptionally(thrown);
  }

  /** A stage says that it gave up something of the recording; the streams say what. */
  synchronized void report(String cause) {
    reported = reported == null ? cause : reported;
  }

  /** What a stage said first; null if none did. */
  synchronized @Nullable String reported() {
    return reported;
  }

  private void endIfAllDid() {
    if (awaited.isEmpty()) {
      future.complete(new Outcome(builder.build(title), completed, failures));
    }
  }
}
