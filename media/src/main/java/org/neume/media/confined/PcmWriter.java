package org.neume.media.confined;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neume.media.MediaException;
import org.neume.media.SampleFormat;

/**
 * The decoder's side of its pipe: one record with rate, channels and promised frames, then blocks of
 * samples, then one record that says how it ended. A pipe that ends without the last was cut off.
 *
 * <pre>
 * format    byte 1, int rate, int channels, long frames or -1
 * block     byte 2, int sample frames (1 or more), then 32-bit floats, little-endian, channel fastest
 * complete  byte 3
 * failed    byte 4, then three texts as by {@link DataOutputStream#writeUTF}: kind, problem, remedy
 * </pre>
 */
final class PcmWriter {
  static final int FORMAT = 1;
  static final int BLOCK = 2;
  static final int COMPLETE = 3;
  static final int FAILED = 4;

  /** Bytes of samples in a block, at most. */
  static final int BLOCK_BYTES = 64 * 1024;

  private static final int LONGEST_TEXT = 500;

  private final DataOutputStream out;
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  PcmWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  void format(SampleFormat format) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(format.sampleRate());
    out.writeInt(format.channels());
    out.writeLong(format.frames().orElse(-1));
    out.flush();
  }

  void block(float[] interleaved, int frames, int channels) throws IOException {
    bytes.clear();
    bytes.asFloatBuffer().put(interleaved, 0, frames * channels);
    out.writeByte(BLOCK);
    out.writeInt(frames);
    out.write(bytes.array(), 0, frames * channels * Float.BYTES);
    out.flush();
  }

  void complete() throws IOException {
    out.writeByte(COMPLETE);
    out.flush();
  }

  void failed(MediaException.Kind kind, String problem, String remedy) throws IOException {
    out.writeByte(FAILED);
    out.writeUTF(kind.name());
    out.writeUTF(shortened(problem));
    out.writeUTF(shortened(remedy));
    out.flush();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
