package org.neume.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes for the decoder, one after the other. One thread at a time. */
interface ByteSource extends Closeable {
  /** Bytes put into the buffer, or -1 at the end; waits for at least one byte. */
  int read(ByteBuffer buffer) throws IOException;
}
