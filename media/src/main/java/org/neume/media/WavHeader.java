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
 * @param bits bits per sample
 * @param dataBytes size of the data chunk as claimed, unsigned
 * @param strayBytes bytes behind the data chunk, where no other chunk begins there; else 0
 */
record WavHeader(
    int channels, long sampleRate, int frameBytes, int bits, long dataBytes, long strayBytes) {
  private static final int CHUNKS_AT_MOST = 1000;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int LEAST_BITS = 8;

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
                    fmt.getShort(14) & 0xFFFF,
                    size,
                    strayBytes(file, at + 8 + size + (size & 1))))
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

  /** Why no recorder can have meant this header; empty where one can. */
  Optional<String> absurdity() {
    if (channels == 0) {
      return Optional.of("0 channels");
    }
    if (sampleRate < SampleFormat.MIN_SAMPLE_RATE || sampleRate > SampleFormat.MAX_SAMPLE_RATE) {
      return Optional.of(
          "a sample rate of %d Hz, outside %,d to %,d Hz"
              .formatted(sampleRate, SampleFormat.MIN_SAMPLE_RATE, SampleFormat.MAX_SAMPLE_RATE));
    }
    if (channels > SampleFormat.MAX_CHANNELS) {
      return Optional.of(
          "%d channels, more than %d".formatted(channels, SampleFormat.MAX_CHANNELS));
    }
    if (bits < LEAST_BITS || (frameBytes != 0 && frameBytes * 8L < (long) bits * channels)) {
      return Optional.of(
          "%d bits a sample in %d bytes for %d channels".formatted(bits, frameBytes, channels));
    }
    if (promisedFrames().isPresent() && strayBytes > (long) frameBytes * sampleRate) {
      return Optional.of(
          "%,d bytes of samples, but %,d more come behind them".formatted(dataBytes, strayBytes));
    }
    return Optional.empty();
  }

  private static long strayBytes(FileBytes file, long from) throws IOException {
    ByteBuffer name = ByteBuffer.allocate(4);
    if (file.size() - from < 4 || fetch(file, name, from, 4) < 4) {
      return 0;
    }
    for (byte letter : name.array()) {
      if (letter < ' ' || letter > '~') {
        return file.size() - from;
      }
    }
    return 0;
  }

  private static int fetch(FileBytes file, ByteBuffer into, long at, int count) throws IOException {
    into.clear().limit(count);
    return file.readAt(into, at);
  }
}
