package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Samples of a WAV file of one channel at 44.1 kHz, PCM of 16 bits or float of 32, as MusicNet has them.
 * They stay on disk, behind a memory map; safe for several threads.
 */
public final class WaveFile {
  private static final int RATE = 44_100;
  private static final int HEADER = 44;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  private final ByteBuffer data;
  private final boolean floats;

  private WaveFile(ByteBuffer data, boolean floats) {
    this.data = data;
    this.floats = floats;
  }

  /**
   * Opens a file.
   *
   * @throws IOException with one line that names file, cause and remedy
   */
  public static WaveFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw refusal(file, "is larger than 2 GiB");
      }
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.remaining() < 12
          || bytes.getInt(0) != chunk("RIFF")
          || bytes.getInt(8) != chunk("WAVE")) {
        throw refusal(file, "is no WAV file");
      }
      int kind = 0;
      int bits = 0;
      int at = 12;
      while (at + 8 <= bytes.capacity()) {
        int name = bytes.getInt(at);
        long size = Integer.toUnsignedLong(bytes.getInt(at + 4));
        int body = at + 8;
        if (name == chunk("fmt ") && size >= 16 && body + 16 <= bytes.capacity()) {
          kind = Short.toUnsignedInt(bytes.getShort(body));
          bits = bytes.getShort(body + 14);
          if (kind == EXTENSIBLE && size >= 26 && body + 26 <= bytes.capacity()) {
            kind = Short.toUnsignedInt(bytes.getShort(body + 24));
          }
          if (bytes.getShort(body + 2) != 1 || bytes.getInt(body + 4) != RATE) {
            throw refusal(file, "is not of one channel at 44,100 Hz");
          }
        } else if (name == chunk("data")) {
          if (!((kind == PCM && bits == 16) || (kind == FLOAT && bits == 32))) {
            throw refusal(file, "is neither PCM of 16 bits nor float of 32");
          }
          int length = (int) Math.min(size, bytes.capacity() - body);
          return new WaveFile(
              bytes.slice(body, length).order(ByteOrder.LITTLE_ENDIAN), kind == FLOAT);
        }
        at = (int) Math.min(Integer.MAX_VALUE - 16, body + size + (size & 1));
      }
      throw refusal(file, "holds no samples");
    }
  }

  private static IOException refusal(Path file, String problem) {
    return new IOException(
        "%s %s: give MusicNet's own files, or such of their form".formatted(file, problem));
  }

  private static int chunk(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }

  /** Number of samples. */
  public int samples() {
    return data.capacity() / (floats ? 4 : 2);
  }

  /** Copies {@code count} samples from {@code from} on; zeros where there are none. */
  public void read(long from, int count, float[] target, int offset) {
    int length = samples();
    for (int i = 0; i < count; i++) {
      long at = from + i;
      float value = 0;
      if (at >= 0 && at < length) {
        value = floats ? data.getFloat((int) at * 4) : data.getShort((int) at * 2) / 32_768f;
      }
      target[offset + i] = value;
    }
  }

  /** Writes samples as PCM of 16 bits; what exceeds full scale is cut. */
  public static void write(Path file, float[] samples) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    header(bytes, PCM, 16, 2 * samples.length);
    for (float sample : samples) {
      bytes.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
    }
    put(file, bytes);
  }

  /** Writes samples as they are, as float of 32 bits. */
  public static void writeFloats(Path file, float[] samples) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + 4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    header(bytes, FLOAT, 32, 4 * samples.length);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    put(file, bytes);
  }

  private static void header(ByteBuffer bytes, int kind, int bits, int size) {
    bytes.putInt(chunk("RIFF")).putInt(HEADER - 8 + size).putInt(chunk("WAVE"));
    bytes.putInt(chunk("fmt ")).putInt(16).putShort((short) kind).putShort((short) 1);
    bytes.putInt(RATE).putInt(RATE * bits / 8).putShort((short) (bits / 8)).putShort((short) bits);
    bytes.putInt(chunk("data")).putInt(size);
  }

  /** Under another name first, so that a file that is there is whole. */
  private static void put(Path file, ByteBuffer bytes) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    bytes.rewind();
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
