package org.neume.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes 16-bit PCM as RIFF WAVE, piece by piece; the sizes in the header are set on closing. At most 4 GiB, about six
 * hours of 44.1 kHz stereo. One thread at a time.
 */
public final class WavWriter implements Closeable {
  private static final int HEADER_BYTES = 44;
  private static final long LARGEST_DATA = 0xFFFFFFFFL - HEADER_BYTES;

  private final FileChannel channel;
  private final OutputStream out;
  private final int sampleRate;
  private final int channels;
  private long dataBytes;
  private boolean closed;

  /**
   * Creates or replaces the file.
   *
   * @param sampleRate Hz
   */
  public WavWriter(Path file, int sampleRate, int channels) throws IOException {
    new SampleFormat(sampleRate, channels, java.util.OptionalLong.empty());
    this.sampleRate = sampleRate;
    this.channels = channels;
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    out = Channels.newOutputStream(channel);
    out.write(header());
  }

  /**
   * Appends {@code frames} sample frames. Values beyond -1 to 1 are clipped.
   *
   * @param interleaved at least {@code frames * channels} long
   */
  public void write(float[] interleaved, int frames) throws IOException {
    byte[] bytes = PcmEncoding.S16.encode(interleaved, Math.multiplyExact(frames, channels));
    if (dataBytes + bytes.length > LARGEST_DATA) {
      throw new IOException("a wav file holds 4 GiB at most; write flac or several files");
    }
    out.write(bytes);
    dataBytes += bytes.length;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      channel.position(0);
      out.write(header());
    }
  }

  private byte[] header() {
    int frameBytes = channels * PcmEncoding.S16.bytes();
    ByteBuffer b = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    b.put(ascii("RIFF")).putInt((int) (dataBytes + HEADER_BYTES - 8)).put(ascii("WAVE"));
    b.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    b.putInt(sampleRate)
        .putInt(sampleRate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) 16);
    b.put(ascii("data")).putInt((int) dataBytes);
    return b.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
