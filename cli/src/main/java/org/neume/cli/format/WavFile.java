package org.neume.cli.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes 16-bit PCM as RIFF WAVE, a piece at a time; the lengths are filled in on close.
 *
 * <p>RIFF counts bytes in 32 bits: a file that would pass 4 GiB is refused with an {@link
 * IOException}. Confined to one thread.
 */
public final class WavFile implements Closeable {
  private static final int HEADER_BYTES = 44;
  private static final long MOST_DATA_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;
  private static final float FULL_SCALE = 32_767f;

  private final FileChannel channel;
  private final int sampleRate;
  private final int channels;
  private long dataBytes;

  /** Creates or replaces a file. */
  public WavFile(Path file, int sampleRate, int channels) throws IOException {
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    writeFully(header(), 0);
  }

  /** Appends interleaved samples; full scale is -1 to 1, more is clipped. */
  public void write(float[] samples, int offset, int length) throws IOException {
    if (dataBytes + 2L * length > MOST_DATA_BYTES) {
      throw new IOException("a WAV file holds 4 GiB at most: cut the recording into parts");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = offset; i < offset + length; i++) {
      float clipped = Math.max(-1, Math.min(1, samples[i]));
      bytes.putShort((short) Math.round(clipped * FULL_SCALE));
    }
    writeFully(bytes.flip(), HEADER_BYTES + dataBytes);
    dataBytes += 2L * length;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      writeFully(header(), 0);
    }
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private ByteBuffer header() {
    int frameBytes = channels * Short.BYTES;
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (dataBytes + HEADER_BYTES - 8))
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) channels)
        .putInt(sampleRate)
        .putInt(sampleRate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) (8 * Short.BYTES))
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) dataBytes)
        .flip();
  }
}
