package org.neume.media;

import java.io.IOException;

/** Bytes that may be read in any order, those of a file. One thread at a time. */
interface SeekableSource extends ByteSource {
  /** Goes to a byte counted from the start. */
  void seek(long position) throws IOException;

  /** Where the next byte is read. */
  long position() throws IOException;

  /** Bytes in all. */
  long size() throws IOException;
}
