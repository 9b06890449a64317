package org.neume.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neume.schemas.record.SampleFormat;

/**
 * The byte layout of audio in records: interleaved samples, little-endian, nothing else.
 *
 * <ul>
 *   <li>PCM16: signed 16-bit; sample = value / 32768, so full scale is -1 to 32767/32768
 *   <li>F32: IEEE 754 binary32; full scale is -1 to 1, larger values are kept
 * </ul>
 */
public final class PcmPayload {
  private static final float FULL_SCALE = 32_768f;

  private PcmPayload() {}

  /** Bytes per sample. */
  public static int sampleBytes(SampleFormat format) {
    return switch (format) {
      case PCM16 -> Short.BYTES;
      case F32 -> Float.BYTES;
    };
  }

  /**
   * Encodes samples {@code offset} to {@code offset + length - 1}; PCM16 rounds to nearest and
   * clips at full scale.
   *
   * @return a new buffer, ready to be read
   */
  public static ByteBuffer encode(SampleFormat format, float[] samples, int offset, int length) {
    ByteBuffer payload =
        ByteBuffer.allocate(length * sampleBytes(format)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = offset; i < offset + length; i++) {
      switch (format) {
        case PCM16 ->
            payload.putShort(
                (short)
                    Math.max(
                        Short.MIN_VALUE,
                        Math.min(Short.MAX_VALUE, Math.round(samples[i] * FULL_SCALE))));
        case F32 -> payload.putFloat(samples[i]);
      }
    }
    return payload.flip();
  }

  /**
   * Decodes a payload without moving its position.
   *
   * @param count the number of samples (frames times channels) that the record promises
   * @throws IllegalArgumentException if the payload does not hold exactly that many
   */
  public static float[] decode(SampleFormat format, ByteBuffer payload, int count) {
    if (payload.remaining() != (long) count * sampleBytes(format)) {
      throw new IllegalArgumentException(
          "the payload has %d bytes, %d samples of %s take %d: the record is damaged, publish it again"
              .formatted(payload.remaining(), count, format, (long) count * sampleBytes(format)));
    }
    ByteBuffer in = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] =
          switch (format) {
            case PCM16 -> in.getShort() / FULL_SCALE;
            case F32 -> in.getFloat();
          };
    }
    return samples;
  }
}
