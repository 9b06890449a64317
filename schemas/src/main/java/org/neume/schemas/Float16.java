package org.neume.schemas;

/**
 * IEEE 754-2008 binary16 numbers as bit patterns. Java 17 has no conversion of its own.
 *
 * <p>Layout: sign (1 bit), exponent with bias 15 (5 bits), fraction (10 bits).
 */
final class Float16 {
  private Float16() {}

  /** The value of a bit pattern; exact for every pattern. */
  static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      // Zero or subnormal: fraction * 2^-24 is exact in a float.
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f80_0000 | fraction << 13);
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
  }

  /** The nearest bit pattern, ties to even; overflow gives infinity, NaN stays NaN. */
  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fff_ffff;
    if (magnitude > 0x7f80_0000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x4780_0000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x3880_0000) {
      // Below 2^-14: round to a multiple of 2^-24. Adding 0.5f aligns the float's own last bit
      // with that multiple, so that the hardware rounds to even for us.
      float aligned = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(aligned) - 0x3f00_0000));
    }
    int roundedUp = magnitude + 0x0fff + ((magnitude >>> 13) & 1);
    return (short) (sign | ((roundedUp - 0x3800_0000) >>> 13));
  }
}
