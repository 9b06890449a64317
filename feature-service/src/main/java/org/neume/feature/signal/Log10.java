package org.neume.feature.signal;

/**
 * A decimal logarithm made of additions, multiplications and one division, so that it gives the same
 * bits on every machine; {@link Math#log10} may differ from one processor to the next.
 *
 * <p>x = m 2^e with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh((m - 1) / (m + 1)), whose series to
 * the 15th power is exact to 1e-13.
 */
final class Log10 {

  private static final double LOG10_E = 0.4342944819032518;
  private static final double LOG10_2 = 0.3010299956639812;
  private static final long MANTISSA = 0x000f_ffff_ffff_ffffL;
  private static final long ONE = 0x3ff0_0000_0000_0000L;
  private static final double SQRT_2 = 1.4142135623730951;

  private Log10() {}

  /** The logarithm of {@code x}, a positive normal number; of 1 exactly 0. */
  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - 1023;
    double m = Double.longBitsToDouble((bits & MANTISSA) | ONE);
    if (m > SQRT_2) {
      m *= 0.5;
      exponent++;
    }
    double s = (m - 1) / (m + 1);
    double q = s * s;
    double artanh =
        s
            * (1
                + q
                    * (1.0 / 3
                        + q
                            * (1.0 / 5
                                + q
                                    * (1.0 / 7
                                        + q
                                            * (1.0 / 9
                                                + q
                                                    * (1.0 / 11
                                                        + q * (1.0 / 13 + q * (1.0 / 15))))))));
    return exponent * LOG10_2 + 2 * LOG10_E * artanh;
  }
}
