package org.neume.gateway.intake;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * What the log has still to be told of recordings because the broker was slow when it should have been: that
 * one has ended, or that nothing comes of one whose maker was told so. A record that was not acknowledged in
 * time may be in the log all the same, now or later; without this its recording would come in for ever. Safe
 * for use by many threads.
 */
public final class Unsaid {
  private static final Logger LOG = Logger.getLogger(Unsaid.class);
  private static final int MOST = 10_000;
  private static final long KEPT_NANOS = Duration.ofDays(1).toNanos();

  /** What is to be said once its time has come; since when it waits. */
  private record Word(BooleanSupplier due, Runnable say, long since) {}

  private final Journal journal;
  private final Map<String, Word> words = new ConcurrentHashMap<>();

  /** Nothing is unsaid yet. */
  public Unsaid(Journal journal) {
    this.journal = journal;
  }

  /**
   * Nothing comes of a recording, whatever of it the broker takes still.
   *
   * @param known whether the log has a record of it: only then is anything said
   * @param cause why, in one line for people
   */
  public void withdrawn(String recordingId, Predicate<String> known, String cause) {
    later(
        recordingId,
        () -> known.test(recordingId),
        () -> {
          journal.started(recordingId);
          journal.failed(recordingId, 0, cause);
        });
  }

  /**
   * A recording has ended after so many seconds.
   *
   * @param holds whether that is so still when it can be said
   */
  public void completed(String recordingId, double seconds, BooleanSupplier holds) {
    later(
        recordingId,
        () -> true,
        () -> {
          if (holds.getAsBoolean()) {
            journal.completed(recordingId, seconds);
          }
        });
  }

  private void later(String recordingId, BooleanSupplier due, Runnable say) {
    if (words.size() < MOST) {
      words.put(recordingId, new Word(due, say, System.nanoTime()));
    }
  }

  /** Says what can be said by now, and waits for the broker meanwhile. To be called now and then. */
  public void say() {
    try {
      sayAll();
    } catch (PublishException e) {
      LOG.debug("the broker is still slow", e);
    }
  }

  private void sayAll() {
    words.forEach(
        (id, word) -> {
          if (word.due().getAsBoolean()) {
            word.say().run();
            words.remove(id, word);
          } else if (System.nanoTime() - word.since() > KEPT_NANOS) {
            words.remove(id, word);
          }
        });
  }

  /** How much is unsaid. */
  public int size() {
    return words.size();
  }
}
