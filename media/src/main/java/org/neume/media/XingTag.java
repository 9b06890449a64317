package org.neume.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The length that an mp3 states in its first frame. FFmpeg disbelieves the tag when the file is much shorter than it
 * says, which is just the case that has to be told.
 *
 * <p>Layout: an ID3v2 tag (10 bytes of header, its size in four bytes of seven bits), then an MPEG frame whose side
 * information is followed by "Xing" or "Info", u32 flags, and, with flag 1, the u32 count of further frames. "LAME" data
 * later in the tag state the encoder's delay and padding, in three bytes of twelve bits each.
 */
final class XingTag {
  private static final int SEARCHED = 4096;
  private static final int HAS_COUNT = 1;
  private static final int COUNT_AT = 8;
  private static final int DELAY_AFTER_TAG = 141;
  private static final int DELAY_BYTES = 3;

  private XingTag() {}

  /** Sample frames without the encoder's delay and padding; empty where no tag says it. */
  static OptionalLong promisedFrames(FileBytes file) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(SEARCHED);
    long start = 0;
    int length = file.readAt(b, 0);
    if (length >= 10 && b.get(0) == 'I' && b.get(1) == 'D' && b.get(2) == '3') {
      start = 10L + sevenBits(b, 6);
      b.clear();
      length = file.readAt(b, start);
    }
    int frame = 0;
    while (frame + 4 <= length && !isLayerThree(b.getInt(frame))) {
      frame++;
    }
    if (frame + 4 > length) {
      return OptionalLong.empty();
    }
    int header = b.getInt(frame);
    boolean mpeg1 = (header >> 19 & 3) == 3;
    boolean mono = (header >> 6 & 3) == 3;
    int tag = frame + 4 + (mpeg1 ? mono ? 17 : 32 : mono ? 9 : 17);
    if (tag + DELAY_AFTER_TAG + DELAY_BYTES > length) {
      return OptionalLong.empty();
    }
    String name = new String(b.array(), tag, 4, StandardCharsets.US_ASCII);
    if (!(name.equals("Xing") || name.equals("Info")) || (b.getInt(tag + 4) & HAS_COUNT) == 0) {
      return OptionalLong.empty();
    }
    long samples = Integer.toUnsignedLong(b.getInt(tag + COUNT_AT)) * (mpeg1 ? 1152 : 576);
    int at = tag + DELAY_AFTER_TAG;
    int delay = (b.get(at) & 0xFF) << 4 | (b.get(at + 1) & 0xFF) >> 4;
    int padding = (b.get(at + 1) & 0x0F) << 8 | (b.get(at + 2) & 0xFF);
    return OptionalLong.of(Math.max(0, samples - delay - padding));
  }

  private static boolean isLayerThree(int header) {
    boolean sync = header >>> 21 == 0x7FF;
    boolean layerThree = (header >> 17 & 3) == 1;
    boolean version = (header >> 19 & 3) != 1;
    boolean rate = (header >> 10 & 3) != 3;
    boolean bits = (header >> 12 & 15) != 15;
    return sync && layerThree && version && rate && bits;
  }

  /** Four bytes that hold seven bits each. */
  private static int sevenBits(ByteBuffer b, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 7 | (b.get(at + i) & 0x7F);
    }
    return value;
  }
}
