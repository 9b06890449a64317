package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Half precision")
class HalfFloatTest {
  @Test
  @DisplayName("survives a round trip for every one of its values")
  void everyValueSurvives() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.value((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.bits(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  @DisplayName("has the values of the standard's examples")
  void knownValues() {
    assertThat(HalfFloat.bits(1f)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloat.bits(-2f)).isEqualTo((short) 0xc000);
    assertThat(HalfFloat.bits(65504f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.bits(65520f)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.bits(0x1p-24f)).isEqualTo((short) 0x0001);
    assertThat(HalfFloat.bits(1f / 3)).isEqualTo((short) 0x3555);
    // Halfway between two: the even one.
    assertThat(HalfFloat.bits(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloat.bits(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
  }
}
