package org.neume.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the header of a RIFF WAVE file claims, read without FFmpeg, which repairs false claims in silence.
 *
 * <p>Layout: "RIFF", u32 size, "WAVE", then chunks of a four-letter name, u32 size and that many bytes, padded to an even
 * count. "fmt " holds u16 type, u16 channels, u32 rate, u32 bytes per second, u16 bytes per sample frame, u16 bits.
 *
 * @param channels as claimed, 0 included
 * @param sampleRate Hz, as claimed
 * @param frameBytes bytes per sample frame
 * @param dataBytes size of the data chunk as claimed, unsigned
 */
record WavHeader(int channels, long sampleRate, int frameBytes, long dataBytes) {
  private static final int CHUNKS_AT_MOST = 1000;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  /** Programs that write into a pipe leave a size from here on, since they cannot go back and correct it. */
  private static final long UNKNOWN_FROM = 0x7FFF0000L;

  /** Empty where this is no RIFF WAVE file with fmt and data chunks, or its samples are not plain PCM. */
  static Optional<WavHeader> read(FileBytes file) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    if (fetch(file, b, 0, 12) < 12 || b.getInt(0) != 0x46464952 || b.getInt(8) != 0x45564157) {
      return Optional.empty();
    }
    long at = 12;
    ByteBuffer fmt = null;
    for (int i = 0; i < CHUNKS_AT_MOST && fetch(file, b, at, 8) == 8; i++) {
      int id = b.getInt(0);
      long size = Integer.toUnsignedLong(b.getInt(4));
      if (id == 0x20746D66) {
        fmt = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        if (fetch(file, fmt, at + 8, 16) < 16) {
          return Optional.empty();
        }
      } else if (id == 0x61746164 && fmt != null) {
        int type = fmt.getShort(0) & 0xFFFF;
        return type == PCM || type == FLOAT || type == EXTENSIBLE
            ? Optional.of(
                new WavHeader(
                    fmt.getShort(2) & 0xFFFF,
                    Integer.toUnsignedLong(fmt.getInt(4)),
                    fmt.getShort(12) & 0xFFFF,
                    size))
            : Optional.empty();
      }
      at += 8 + size + (size & 1);
    }
    return Optional.empty();
  }

  /** Sample frames claimed; empty where the size is a placeholder. */
  OptionalLong promisedFrames() {
    boolean placeholder = dataBytes == 0 || dataBytes >= UNKNOWN_FROM;
    return placeholder || frameBytes == 0
        ? OptionalLong.empty()
        : OptionalLong.of(dataBytes / frameBytes);
  }

  private static int fetch(FileBytes file, ByteBuffer into, long at, int count) throws IOException {
    into.clear().limit(count);
    return file.readAt(into, at);
  }
}
