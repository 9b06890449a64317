package org.neume.media;

import java.io.Closeable;
import java.io.IOException;

/**
 * PCM of one recording, from its first sample to its last, in pieces. Memory use does not depend on the length of the
 * recording. A source belongs to one thread at a time; {@link #close} frees native memory and may be called twice.
 */
public interface AudioSource extends Closeable {

  /** Rate, channels and promised length; the same during the whole life of the source. */
  SampleFormat format();

  /**
   * Fills {@code interleaved} with as many whole sample frames as it holds; fewer only at the end of the recording.
   * Full scale is -1 to 1; every value is finite.
   *
   * @param interleaved at least {@code channels} long; channel varies fastest
   * @return sample frames written (each of {@code channels} values), or -1 at the end
   * @throws MediaException when the recording is damaged, truncated or holds bad samples; everything decoded before
   *     the fault has been delivered by then
   */
  int read(float[] interleaved) throws IOException;

  /** Sample frames delivered so far. */
  long position();

  /** What to call the recording in messages. */
  String name();

  /** Frees what is held; reading afterwards fails. */
  @Override
  void close() throws IOException;
}
