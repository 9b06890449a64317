package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LogBandConfigTest {

  private static final LogBandConfig DEFAULT = LogBandConfig.DEFAULT;

  @Test
  void theDefaultsAreThoseThatTheShippedNetworksWereTrainedWith() {
    assertThat(DEFAULT.sampleRate()).isEqualTo(44_100);
    assertThat(DEFAULT.frameSize()).isEqualTo(2048);
    assertThat(DEFAULT.hop()).isEqualTo(441);
    assertThat(DEFAULT.bandsPerOctave()).isEqualTo(12);
    assertThat(DEFAULT.minFrequency()).isEqualTo(30);
    assertThat(DEFAULT.maxFrequency()).isEqualTo(17_000);
    assertThat(DEFAULT.logMultiplier()).isEqualTo(2_000);
    assertThat(DEFAULT.logAdd()).isEqualTo(1);
    assertThat(DEFAULT.framesPerSecond()).isEqualTo(100);
  }

  @Test
  void thereIsAFrameForEveryCenterInsideTheRecording() {
    assertThat(DEFAULT.frames(0)).isZero();
    assertThat(DEFAULT.frames(1)).isEqualTo(1);
    assertThat(DEFAULT.frames(441)).isEqualTo(1);
    assertThat(DEFAULT.frames(442)).isEqualTo(2);
    assertThat(DEFAULT.frames(44_100L * 7200)).isEqualTo(720_000);
  }

  @Test
  void aFrameReaches1024SamplesBeforeItsCenterAnd1023Behind() {
    assertThat(DEFAULT.firstSample(10)).isEqualTo(4410 - 1024);
    assertThat(DEFAULT.lastSample(10)).isEqualTo(4410 + 1023);
  }

  @Test
  void anotherHopChangesTheFrameRateAlone() {
    LogBandConfig slower = DEFAULT.withHop(463);
    assertThat(slower.framesPerSecond()).isEqualTo(44_100.0 / 463);
    assertThat(slower.withHop(441)).isEqualTo(DEFAULT);
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withHop(0))
        .withMessageContaining("hop is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withHop(2049))
        .withMessageContaining("hop");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandConfig(44_100, 2000, 441, 12, 30, 17_000, 1, 1))
        .withMessageContaining("frameSize");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandConfig(7_999, 2048, 441, 12, 30, 3_000, 1, 1))
        .withMessageContaining("sampleRate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandConfig(22_050, 2048, 441, 12, 30, 17_000, 1, 1))
        .withMessageContaining("maxFrequency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandConfig(44_100, 2048, 441, 12, Double.NaN, 17_000, 1, 1))
        .withMessageContaining("minFrequency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandConfig(44_100, 2048, 441, 12, 30, 17_000, 0, 1))
        .withMessageContaining("logMultiplier");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.frames(-1))
        .withMessageContaining("-1");
  }
}
