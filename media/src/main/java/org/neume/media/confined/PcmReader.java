package org.neume.media.confined;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.OptionalLong;
import org.neume.media.MediaException;
import org.neume.media.SampleFormat;

/**
 * Our side of the decoder's pipe ({@link PcmWriter}). Believes nothing: a decoder that was taken over by
 * its input can send anything, and must reach nothing but an exception by it.
 */
final class PcmReader {
  private static final float LARGEST_SAMPLE = 1e6f;
  private static final int LONGEST_TEXT = 500;

  private final DataInputStream in;
  private final String name;
  private final byte[] bytes = new byte[PcmWriter.BLOCK_BYTES];
  private final FloatBuffer values =
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();

  PcmReader(InputStream in, String name) {
    this.in = new DataInputStream(new BufferedInputStream(in, PcmWriter.BLOCK_BYTES));
    this.name = name;
  }

  /**
   * The first record.
   *
   * @throws MediaException what the decoder says, or if it says what it cannot
   * @throws EOFException if it says nothing more
   */
  SampleFormat format() throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == PcmWriter.FAILED) {
      throw failure();
    }
    if (kind != PcmWriter.FORMAT) {
      throw nonsense("begins with record " + kind);
    }
    int rate = in.readInt();
    int channels = in.readInt();
    long frames = in.readLong();
    try {
      return new SampleFormat(
          rate, channels, frames < 0 ? OptionalLong.empty() : OptionalLong.of(frames));
    } catch (IllegalArgumentException e) {
      throw nonsense(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The next block, valid until the next call; empty at the end.
   *
   * @throws MediaException as for {@link #format}
   */
  FloatBuffer block(int channels) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == PcmWriter.COMPLETE) {
      return FloatBuffer.allocate(0);
    }
    if (kind == PcmWriter.FAILED) {
      throw failure();
    }
    if (kind != PcmWriter.BLOCK) {
      throw nonsense("goes on with record " + kind);
    }
    int frames = in.readInt();
    if (frames < 1 || frames > bytes.length / (channels * Float.BYTES)) {
      throw nonsense("has a block of " + frames + " frames");
    }
    int count = frames * channels;
    in.readFully(bytes, 0, count * Float.BYTES);
    for (int i = 0; i < count; i++) {
      // Written so that NaN fails it too.
      if (!(Math.abs(values.get(i)) <= LARGEST_SAMPLE)) {
        throw nonsense("has the sample " + values.get(i));
      }
    }
    return values.slice(0, count);
  }

  private MediaException failure() throws IOException {
    String kind = in.readUTF();
    String problem = line(in.readUTF());
    String remedy = line(in.readUTF());
    for (MediaException.Kind known : MediaException.Kind.values()) {
      if (known.name().equals(kind)) {
        return new MediaException(known, name, problem, remedy);
      }
    }
    return nonsense("fails in an unknown way");
  }

  private MediaException nonsense(String what) {
    return new MediaException(
        MediaException.Kind.CRASHED,
        name,
        "its decoder was upset by it (its output " + line(what) + ")",
        "convert the file to wav or flac first");
  }

  private static String line(String text) {
    String visible = text.replaceAll("\\p{C}+", " ");
    return visible.length() <= LONGEST_TEXT ? visible : visible.substring(0, LONGEST_TEXT);
  }
}
