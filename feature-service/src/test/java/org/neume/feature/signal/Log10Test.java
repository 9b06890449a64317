package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class Log10Test {

  @Test
  void theLogarithmOf1IsExactly0() {
    assertThat(Log10.of(1)).isEqualTo(0.0);
  }

  @Test
  void powersOfTenHaveTheirExponents() {
    for (int exponent = -12; exponent <= 12; exponent++) {
      assertThat(Log10.of(Math.pow(10, exponent))).isCloseTo(exponent, within(1e-12));
    }
  }

  @Property
  void itEqualsTheLibrarysLogarithm(@ForAll @DoubleRange(min = -30, max = 30) double exponent) {
    double x = StrictMath.pow(10, exponent);
    assertThat(Log10.of(x)).isCloseTo(StrictMath.log10(x), within(1e-12));
  }
}
