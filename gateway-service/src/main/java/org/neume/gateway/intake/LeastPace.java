package org.neume.gateway.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends an upload that comes so slowly that it only holds a place. Time counts only while the gateway waits
 * for the client: where it holds an upload back, or waits for the broker or the disk, the client is not to
 * blame. Confined to one thread.
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
  private long waited;
  private long bytes;

  /**
   * Nothing has come yet.
   *
   * @param patience how long is waited for the client, in all, before its pace counts
   */
  public LeastPace(Duration patience) {
    this.patience = patience;
  }

  /** A body whose reads throw {@link TooSlowException} once it has come too slowly. */
  public InputStream of(InputStream body) {
    return new Paced(body);
  }

  /**
   * Bytes have come.
   *
   * @param more how many
   * @param nanos how long they were waited for
   * @throws TooSlowException if too few have come in all
   */
  public void came(long more, long nanos) {
    bytes += more;
    waited += nanos;
    boolean slow = bytes < waited / 1e9 * BYTES_PER_SECOND;
    if (slow && waited > patience.toNanos()) {
      throw new TooSlowException(
          "the body comes at less than %d KiB a second; send it again over a faster connection"
              .formatted(BYTES_PER_SECOND / 1_024));
    }
  }

  private final class Paced extends FilterInputStream {
    private Paced(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      long began = System.nanoTime();
      int read = super.read();
      // A body that is at its end has come, however slowly.
      if (read >= 0) {
        came(1, System.nanoTime() - began);
      }
      return read;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
      long began = System.nanoTime();
      int read = super.read(into, at, most);
      if (read >= 0) {
        came(read, System.nanoTime() - began);
      }
      return read;
    }
  }
}
