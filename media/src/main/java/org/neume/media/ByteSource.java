package org.neume.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes for the decoder: a file, which can seek, or a stream, which cannot. One thread at a time. */
interface ByteSource extends Closeable {
  /** Bytes put into the buffer, or -1 at the end; waits for at least one byte. */
  int read(ByteBuffer buffer) throws IOException;

  /** Whether {@link #seek} and {@link #size} work. */
  boolean seekable();

  /** Goes to a byte counted from the start. */
  void seek(long position) throws IOException;

  /** Where the next byte is read. */
  long position() throws IOException;

  /** Bytes in all. */
  long size() throws IOException;
}
