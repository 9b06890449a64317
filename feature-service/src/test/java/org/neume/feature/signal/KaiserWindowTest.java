package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KaiserWindowTest {

  /** Abramowitz and Stegun, "Handbook of Mathematical Functions", table 9.8. */
  @Test
  void theBesselFunctionHasItsTabulatedValues() {
    assertThat(KaiserWindow.besselI0(0)).isEqualTo(1);
    assertThat(KaiserWindow.besselI0(1)).isCloseTo(1.2660658778, within(1e-10));
    assertThat(KaiserWindow.besselI0(2.5)).isCloseTo(3.2898391440, within(1e-9));
    assertThat(KaiserWindow.besselI0(5) * Math.exp(-5)).isCloseTo(0.1835408126, within(1e-10));
    assertThat(KaiserWindow.besselI0(10) * Math.exp(-10)).isCloseTo(0.1278333372, within(1e-10));
  }

  @Test
  void itIs1InTheMiddleAndEndsAtTheInverseOfTheBesselFunction() {
    double beta = KaiserWindow.beta(85);
    assertThat(beta).isCloseTo(8.40826, within(1e-9));
    assertThat(KaiserWindow.at(0, beta)).isEqualTo(1);
    assertThat(KaiserWindow.at(1, beta)).isCloseTo(1 / KaiserWindow.besselI0(beta), within(1e-12));
    assertThat(KaiserWindow.at(1.001, beta)).isZero();
    assertThat(KaiserWindow.at(-0.3, beta)).isEqualTo(KaiserWindow.at(0.3, beta));
  }
}
