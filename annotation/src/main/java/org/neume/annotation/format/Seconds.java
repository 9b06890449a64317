package org.neume.annotation.format;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Seconds as text: at least three decimals, at most six, always with a point. */
public final class Seconds {
  private static final int LEAST_DECIMALS = 3;
  private static final int MOST_DECIMALS = 6;

  private Seconds() {}

  /** The text of a time in seconds. */
  public static String text(double seconds) {
    BigDecimal exact =
        BigDecimal.valueOf(seconds)
            .setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return exact.scale() < LEAST_DECIMALS
        ? exact.setScale(LEAST_DECIMALS, RoundingMode.UNNECESSARY).toPlainString()
        : exact.toPlainString();
  }
}
