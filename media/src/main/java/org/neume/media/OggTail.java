package org.neume.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Whether an Ogg file breaks off inside a page. A page is "OggS", 22 bytes of header, a count of segments, one length
 * byte each, and the segments (RFC 3533, section 6); at most 65,307 bytes.
 */
final class OggTail {
  private static final int LARGEST_PAGE = 65_307;
  private static final int HEADER = 27;

  private OggTail() {}

  static boolean isCut(FileBytes file) throws IOException {
    long size = file.size();
    int length = (int) Math.min(size, 2L * LARGEST_PAGE);
    ByteBuffer tail = ByteBuffer.allocate(length);
    file.readAt(tail, size - length);
    // The last page whose length fits tells: what follows it, if anything, is the beginning of one
    // that does not.
    for (int at = length - 4; at >= 0; at--) {
      if (isPage(tail, at)) {
        return at + pageLength(tail, at, length) > length;
      }
    }
    return false;
  }

  private static boolean isPage(ByteBuffer b, int at) {
    return b.get(at) == 'O' && b.get(at + 1) == 'g' && b.get(at + 2) == 'g' && b.get(at + 3) == 'S';
  }

  /** Bytes of the page, or more than there are when even its header is cut. */
  private static int pageLength(ByteBuffer b, int at, int limit) {
    if (at + HEADER > limit) {
      return Integer.MAX_VALUE - limit;
    }
    int segments = b.get(at + HEADER - 1) & 0xFF;
    if (at + HEADER + segments > limit) {
      return Integer.MAX_VALUE - limit;
    }
    int length = HEADER + segments;
    for (int i = 0; i < segments; i++) {
      length += b.get(at + HEADER + i) & 0xFF;
    }
    return length;
  }
}
