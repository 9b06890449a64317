package org.neume.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a stream, standard input for instance. */
final class StreamBytes implements ByteSource {
  private final InputStream in;
  private final byte[] copy = new byte[32 * 1024];

  StreamBytes(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int n = in.read(copy, 0, Math.min(copy.length, buffer.remaining()));
    if (n > 0) {
      buffer.put(copy, 0, n);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
