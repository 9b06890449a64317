package org.neume.gateway.intake;

import java.time.Duration;

/**
 * Ends an upload that comes so slowly that it only holds a place. Time in which the gateway itself held
 * the upload back counts too: what it lets through then is far more. Confined to one thread.
 */
public final class LeastPace {
  /** The upload is too slow; the message says what helps. */
  public static final class TooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlowException(String message) {
      super(message);
    }
  }

  private static final long BYTES_PER_SECOND = 4_096;

  private final Duration patience;
  private final long began;
  private long bytes;

  /** Begins now. */
  public LeastPace(Duration patience) {
    this(patience, System.nanoTime());
  }

  LeastPace(Duration patience, long began) {
    this.patience = patience;
    this.began = began;
  }

  /**
   * Bytes have come.
   *
   * @throws TooSlowException if too few have come in all
   */
  public void came(int more) {
    came(more, System.nanoTime());
  }

  void came(int more, long now) {
    bytes += more;
    double seconds = (now - began) / 1e9;
    boolean slow = bytes < seconds * BYTES_PER_SECOND;
    if (slow && seconds * 1e9 > patience.toNanos()) {
      throw new TooSlowException(
          "the body comes at less than %d KiB a second; send it again over a faster connection"
              .formatted(BYTES_PER_SECOND / 1_024));
    }
  }
}
