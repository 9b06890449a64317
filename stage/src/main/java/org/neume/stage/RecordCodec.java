package org.neume.stage;

/**
 * Turns records into bytes and back. Used by one thread at a time.
 *
 * @param <T> the record class
 */
public interface RecordCodec<T> {
  /** The bytes of a record: equal records give equal bytes. */
  byte[] encode(T record);

  /**
   * The record in these bytes.
   *
   * @throws RetryLaterException if it cannot be known now
   * @throws RuntimeException with the cause in one line if there is none
   */
  T decode(byte[] bytes);
}
