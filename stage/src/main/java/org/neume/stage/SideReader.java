package org.neume.stage;

/**
 * Hears a stream that a machine follows beside its inputs. Called by one thread at a time, but not
 * by the machine's, and never for long.
 *
 * @param <T> record class
 */
public interface SideReader<T> {
  /**
   * The next record of the stream: sequences begin at 0, without gaps, and without repeats but for a
   * record in whose course memory ran out, which comes again.
   */
  void next(T record);

  /** The stream cannot be read any further; says in one line what is wrong and what helps; as above. */
  void failed(String cause);

  /**
   * All that lay in the log when the stream was first followed has been read, and what was of the stream
   * was handed over; called at most once, as above.
   */
  default void caughtUp() {}
}
