package org.neume.stage;

/**
 * Streams of another topic that were written before an input of the stage came: they are read as far as
 * they are there, and nobody waits for more.
 *
 * @param <T> record class
 */
@FunctionalInterface
public interface RecordedSource<T> {
  /**
   * Reads a stream of a recording from its first record to the one that ends it, or says that the log
   * does not hold all of it. One of the two happens, sooner or later, unless the stage is stopped.
   *
   * @param origin the partition, and a time at or before that of the stream's first record
   * @param reader gets the records, perhaps some before this method returns
   */
  void read(Origin origin, String recordingId, String stream, SideReader<T> reader);
}
