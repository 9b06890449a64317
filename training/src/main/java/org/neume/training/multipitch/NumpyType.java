package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What numpy's arrays and scalars of a pickle hold. Immutable.
 *
 * @param name kind and bytes of a value: {@code f4}, {@code i8}
 * @param order which byte of a value comes first
 */
record NumpyType(String name, ByteOrder order) {
  /**
   * The type that a pickle describes.
   *
   * @throws IOException if it is none, or of an unknown byte order
   */
  static NumpyType of(Object described) throws IOException {
    if (!(described instanceof PickleReader.Made type)
        || type.of.isEmpty()
        || !(type.state instanceof List<?> state)
        || state.size() < 2) {
      throw new IOException("its values are of no type that numpy has");
    }
    String order = text(state.get(1));
    return switch (order) {
      case "<", "|" -> new NumpyType(text(type.of.get(0)), ByteOrder.LITTLE_ENDIAN);
      case ">" -> new NumpyType(text(type.of.get(0)), ByteOrder.BIG_ENDIAN);
      default -> throw new IOException("its values are of the unknown byte order " + order);
    };
  }

  /**
   * The float32 values in some bytes.
   *
   * @throws IOException if this is another type
   */
  float[] floats(byte[] bytes) throws IOException {
    if (!name.equals("f4") || bytes.length % 4 != 0) {
      throw new IOException("its samples are %s, not float32".formatted(name));
    }
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(order).asFloatBuffer().get(values);
    return values;
  }

  /**
   * The whole number in some bytes.
   *
   * @throws IOException if this is another type
   */
  long whole(byte[] bytes) throws IOException {
    ByteBuffer value = ByteBuffer.wrap(bytes).order(order);
    String read = name + ":" + bytes.length;
    return switch (read) {
      case "i8:8", "u8:8" -> value.getLong();
      case "i4:4" -> value.getInt();
      case "u4:4" -> Integer.toUnsignedLong(value.getInt());
      case "i2:2" -> value.getShort();
      case "u2:2" -> Short.toUnsignedInt(value.getShort());
      case "i1:1" -> value.get();
      case "u1:1" -> Byte.toUnsignedInt(value.get());
      default -> throw new IOException("a label holds %s, no whole number".formatted(name));
    };
  }

  private static String text(Object text) {
    return text instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : String.valueOf(text);
  }
}
