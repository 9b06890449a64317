package org.neume.cli.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads NumPy's array file, format versions 1, 2 and 3 (NEP 1): the bytes {@code 93 "NUMPY"}, a
 * major and a minor version byte, the header's length as 2 (version 1) or 4 bytes little-endian, the
 * header, a Python dictionary with the keys descr, fortran_order and shape, and the values.
 *
 * <p>Takes float32 and float64 of either byte order, C or Fortran order, one dimension or
 * two. Two dimensions are frames times columns; columns times frames is refused where it can be
 * told.
 */
final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = MAGIC.length;
  private static final int LENGTH_AT = VERSION_AT + 2;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private NpyReader() {}

  static boolean isNpy(byte[] bytes) {
    if (bytes.length < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  static Activations read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LENGTH_AT + 4) {
      throw truncated();
    }
    int major = bytes[VERSION_AT];
    if (major < 1 || major > 3) {
      throw new ActivationFormatException(
          "it is NumPy format version %d: save it with numpy.save".formatted(major));
    }
    int headerAt = major == 1 ? LENGTH_AT + 2 : LENGTH_AT + 4;
    long headerLength =
        major == 1 ? in.getShort(LENGTH_AT) & 0xFFFF : in.getInt(LENGTH_AT) & 0xFFFF_FFFFL;
    if (headerAt + headerLength > bytes.length) {
      throw truncated();
    }
    String header = new String(bytes, headerAt, (int) headerLength, StandardCharsets.UTF_8);
    int[] shape = shape(field(SHAPE, header, "shape"));
    boolean fortran = field(ORDER, header, "fortran_order").equals("True");
    ElementReader element = element(field(DESCR, header, "descr"), in);
    int dataAt = headerAt + (int) headerLength;
    long count = (long) shape[0] * shape[1];
    if (bytes.length - dataAt < count * element.size()) {
      throw truncated();
    }
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      int source = fortran ? (i % shape[1]) * shape[0] + i / shape[1] : i;
      values[i] = element.at(dataAt + source * element.size());
    }
    return new Activations(values, shape[1]);
  }

  private static ActivationFormatException truncated() {
    return new ActivationFormatException("the NumPy file is cut off: save or copy it again");
  }

  private static String field(Pattern pattern, String header, String name) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new ActivationFormatException(
          "its NumPy header has no usable %s: save a plain float array with numpy.save"
              .formatted(name));
    }
    return matcher.group(1);
  }

  /** Frames and columns. */
  private static int[] shape(String text) {
    String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
    long[] sizes = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        sizes[i] = Long.parseLong(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new ActivationFormatException(
            "its NumPy shape is (%s): save it again".formatted(text));
      }
    }
    boolean oneOrTwo = sizes.length == 1 || sizes.length == 2;
    long columns = sizes.length == 2 ? sizes[1] : 1;
    if (!oneOrTwo || columns < 1 || columns > 2 || sizes[0] < 0 || sizes[0] > (1 << 28)) {
      throw new ActivationFormatException(
          "its shape is (%s): give frames, frames x 1 or frames x 2; transpose it if need be"
              .formatted(text.strip()));
    }
    return new int[] {(int) sizes[0], (int) columns};
  }

  private static ElementReader element(String descr, ByteBuffer in) {
    if (!descr.matches("[<>=|]?f[48]")) {
      throw new ActivationFormatException(
          "its element type is %s: convert it with astype('float32')".formatted(descr));
    }
    // '=' is the writer's own order, which no file can tell; nearly every machine is little-endian.
    in.order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return switch (descr.charAt(descr.length() - 1)) {
      case '4' -> new ElementReader(Float.BYTES, in::getFloat);
      default -> new ElementReader(Double.BYTES, at -> (float) in.getDouble(at));
    };
  }

  private record ElementReader(int size, FloatAt reader) {
    float at(int position) {
      return reader.at(position);
    }
  }

  private interface FloatAt {
    float at(int position);
  }
}
