package org.neume.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neume.schemas.record.ElementType;

/**
 * The byte layout of tensors in records: row-major elements, little-endian, nothing else.
 *
 * <ul>
 *   <li>F32: 4 bytes each, IEEE 754 binary32
 *   <li>F16: 2 bytes each, IEEE 754 binary16, rounded to nearest even
 * </ul>
 *
 * Shape and element type stand in the fields beside the payload.
 */
public final class TensorPayload {
  private TensorPayload() {}

  /** Bytes per element. */
  public static int elementBytes(ElementType type) {
    return switch (type) {
      case F32 -> Float.BYTES;
      case F16 -> Short.BYTES;
    };
  }

  /**
   * Encodes elements {@code offset} to {@code offset + length - 1} of an array.
   *
   * @return a new buffer, ready to be read
   */
  public static ByteBuffer encode(ElementType type, float[] elements, int offset, int length) {
    ByteBuffer payload =
        ByteBuffer.allocate(length * elementBytes(type)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = offset; i < offset + length; i++) {
      switch (type) {
        case F32 -> payload.putFloat(elements[i]);
        case F16 -> payload.putShort(Float16.fromFloat(elements[i]));
      }
    }
    return payload.flip();
  }

  /**
   * Decodes a payload without moving its position.
   *
   * @param count the number of elements that the fields beside the payload promise
   * @throws IllegalArgumentException if the payload does not hold exactly that many
   */
  public static float[] decode(ElementType type, ByteBuffer payload, int count) {
    if (payload.remaining() != (long) count * elementBytes(type)) {
      throw new IllegalArgumentException(
          "the payload has %d bytes, %d elements of %s take %d: the record is damaged, publish it again"
              .formatted(payload.remaining(), count, type, (long) count * elementBytes(type)));
    }
    ByteBuffer in = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] elements = new float[count];
    for (int i = 0; i < count; i++) {
      elements[i] =
          switch (type) {
            case F32 -> in.getFloat();
            case F16 -> Float16.toFloat(in.getShort());
          };
    }
    return elements;
  }

  /** Rounds a value to what survives the journey as {@code type}. */
  public static float rounded(ElementType type, float value) {
    return switch (type) {
      case F32 -> value;
      case F16 -> Float16.toFloat(Float16.fromFloat(value));
    };
  }
}
