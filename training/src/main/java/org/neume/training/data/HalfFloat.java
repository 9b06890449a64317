package org.neume.training.data;

/** IEEE 754 half precision, rounded to nearest even. */
final class HalfFloat {
  private HalfFloat() {}

  /** Bits of the nearest half-precision number; too large becomes infinite. */
  static short bits(float value) {
    int raw = Float.floatToRawIntBits(value);
    int sign = raw >>> 16 & 0x8000;
    int magnitude = raw & 0x7fffffff;
    if (magnitude >= 0x47800000) {
      return (short) (sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00));
    }
    if (magnitude < 0x38800000) {
      // Subnormal: the scale turns the rounding into that of a float addition.
      float scaled = Float.intBitsToFloat(magnitude) * 0x1p24f;
      return (short) (sign | (int) Math.rint(scaled));
    }
    int rounded = magnitude + 0xfff + (magnitude >>> 13 & 1);
    return (short) (sign | (rounded - 0x38000000) >>> 13);
  }

  /** Value of half-precision bits. */
  static float value(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float tiny = fraction * 0x1p-24f;
      return sign == 0 ? tiny : -tiny;
    }
    int wide = exponent == 31 ? 0x7f800000 : (exponent + 112) << 23;
    return Float.intBitsToFloat(sign | wide | fraction << 13);
  }
}
