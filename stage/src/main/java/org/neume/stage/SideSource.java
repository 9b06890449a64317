package org.neume.stage;

/**
 * Streams of another topic that machines read beside their inputs, as the score reads beats beside
 * notes. A machine that follows one must not let its emissions depend on when records come, only on
 * what they say: the emissions wait for the records that they need.
 *
 * @param <T> record class
 */
@FunctionalInterface
public interface SideSource<T> {
  /** What ends the following of a stream. */
  @FunctionalInterface
  interface Following extends AutoCloseable {
    /** Lets go of the stream; what is on its way may still arrive. */
    @Override
    void close();
  }

  /**
   * Follows a stream of a recording from its first record on, whether it was written already or will
   * be.
   *
   * @param origin where the recording lies
   * @param reader gets the records, perhaps some before this method returns
   */
  Following follow(Origin origin, String recordingId, String stream, SideReader<T> reader);
}
