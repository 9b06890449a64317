package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.SampleFormat;

@DisplayName("A payload")
class PayloadTest {
  @ParameterizedTest(name = "{0} is {1} as binary16")
  @DisplayName("holds the published bit patterns of IEEE 754 binary16")
  @CsvSource({
    "0, 0000",
    "-0.0, 8000",
    "1, 3c00",
    "-2, c000",
    "65504, 7bff",
    "6.103515625e-5, 0400",
    "5.9604644775390625e-8, 0001",
    "6.097555160522461e-5, 03ff",
    "0.333251953125, 3555",
    "Infinity, 7c00",
    "-Infinity, fc00"
  })
  void knownPatterns(float value, String hex) {
    short bits = (short) Integer.parseInt(hex, 16);
    assertThat(Float16.fromFloat(value)).isEqualTo(bits);
    assertThat(Float16.toFloat(bits)).isEqualTo(value);
  }

  @Test
  @DisplayName("keeps every one of the 65,536 binary16 patterns")
  void everyPattern() {
    for (int bits = 0; bits < 65_536; bits++) {
      float value = Float16.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertThat(Float.isNaN(Float16.toFloat(Float16.fromFloat(value)))).isTrue();
      } else {
        assertThat(Float16.fromFloat(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  @DisplayName("rounds to the nearest binary16, ties to even")
  void rounding() {
    for (int bits = 0; bits < 0x7bff; bits++) {
      float low = Float16.toFloat((short) bits);
      float high = Float16.toFloat((short) (bits + 1));
      float middle = (low + high) / 2;
      short even = (short) (bits % 2 == 0 ? bits : bits + 1);
      assertThat(Float16.fromFloat(middle)).isEqualTo(even);
      assertThat(Float16.fromFloat(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(Float16.fromFloat(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    }
  }

  @Test
  @DisplayName("overflows to infinity above 65,520")
  void overflow() {
    assertThat(Float16.fromFloat(65_519.996f)).isEqualTo((short) 0x7bff);
    assertThat(Float16.fromFloat(65_520f)).isEqualTo((short) 0x7c00);
  }

  @Test
  @DisplayName("is little-endian whatever the machine")
  void littleEndian() {
    assertThat(TensorPayload.encode(ElementType.F32, new float[] {1f}, 0, 1))
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, (byte) 0x80, 0x3f}));
    assertThat(PcmPayload.encode(SampleFormat.PCM16, new float[] {-1f, 0.5f}, 0, 2))
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 0x80, 0, 0x40}));
  }

  @Test
  @DisplayName("clips PCM16 at full scale and keeps the scale of -1 to 1")
  void clipping() {
    ByteBuffer payload =
        PcmPayload.encode(SampleFormat.PCM16, new float[] {1.5f, -1.5f, 0.25f}, 0, 3);
    assertThat(PcmPayload.decode(SampleFormat.PCM16, payload, 3))
        .containsExactly(32_767f / 32_768f, -1f, 0.25f);
  }

  @Test
  @DisplayName("of another length than promised is refused, saying both lengths")
  void wrongLength() {
    ByteBuffer payload = ByteBuffer.allocate(10);
    assertThatThrownBy(() -> TensorPayload.decode(ElementType.F32, payload, 3))
        .hasMessageContaining("10 bytes")
        .hasMessageContaining("12");
    assertThatThrownBy(() -> PcmPayload.decode(SampleFormat.F32, payload, 3))
        .hasMessageContaining("10 bytes");
  }
}
