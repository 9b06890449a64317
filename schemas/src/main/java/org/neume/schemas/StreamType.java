package org.neume.schemas;

import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;

/**
 * What every numbered record of the chain has in common, read without knowing its class.
 *
 * <p>The generated records share no supertype; this is their common face. Implementations are
 * stateless and safe for use by many threads.
 *
 * @param <T> the generated record class
 */
public interface StreamType<T> {
  /** The generated class of the records. */
  Class<T> recordClass();

  /** The recording that the record belongs to: the Kafka key. */
  String recordingId(T record);

  /** The stream within the recording: a representation, a model, or {@code audio}. */
  String stream(T record);

  /** The number of the record in its stream, from 0 without gaps. */
  long sequence(T record);

  /** Whether the stream ends with this record. */
  End end(T record);

  /** Why the stream was aborted, in one line; null unless it was. */
  @Nullable String cause(T record);

  /** How far into the recording the stream reaches with this record, in seconds. */
  double endSeconds(T record);

  /**
   * A record without the content that only its readers need: a stage that goes on behind it has all
   * that it needs in this. Where the content is small, the record itself.
   */
  T position(T record);

  /**
   * A record without content that ends a stream before its recording did.
   *
   * @param sequence the next number of the stream
   * @param cause one line: what went wrong and what helps
   * @param previous the last record of the stream, whose position is carried on; null if none
   */
  T aborted(String recordingId, String stream, long sequence, String cause, @Nullable T previous);
}
