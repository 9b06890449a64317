package org.neume.stage;

/**
 * Hears a stream that a machine follows beside its inputs. Called by one thread at a time, but not
 * by the machine's, and never for long.
 *
 * @param <T> record class
 */
public interface SideReader<T> {
  /** The next record of the stream: sequences begin at 0, without gaps or repeats. */
  void next(T record);

  /** The stream cannot be read any further; says in one line what is wrong and what helps. */
  void failed(String cause);
}
