package org.neume.transcription.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Until when the beats of corrections are waited for that do not lie in the log. Counted from the time
 * that the broker took a correction, so that many old ones, whose beats are past retention, do not each
 * wait anew; but for a while after the stage began, for a decoder that was down along with it and is to
 * make them now. One for a stage; safe for use by many threads.
 */
final class BeatsDeadline {
  private final Duration within;
  private final Duration start;
  private final InstantSource clock;
  private @Nullable Instant began;

  /**
   * A deadline of a stage that begins with the first correction that it asks for.
   *
   * @param within counted from a correction on
   * @param start counted from the stage's first correction on
   * @param clock wall time
   */
  BeatsDeadline(Duration within, Duration start, InstantSource clock) {
    this.within = within;
    this.start = start;
    this.clock = clock;
  }

  /** How long after a correction its beats are to be there. */
  Duration within() {
    return within;
  }

  /**
   * How much longer the beats of a correction are waited for; not negative.
   *
   * @param made when the correction was taken into the log, in milliseconds since 1970; one that is ahead of
   *     the clock was made now
   */
  synchronized Duration left(long made) {
    Instant now = clock.instant();
    if (began == null) {
      began = now;
    }
    Duration age = longer(Duration.ZERO, Duration.between(Instant.ofEpochMilli(made), now));
    Duration run = Duration.between(began, now);
    return longer(Duration.ZERO, longer(within.minus(age), start.minus(run)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
