package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RawFrameTest {
  private static final RawFrameConfig CONFIG = RawFrameConfig.TEMPO;

  @Test
  void holdsTheSamplesInTheirOrderAndZerosBehindTheLast() {
    float[] samples = Signals.noise(1_030, 7);
    float[] frames = CONFIG.extract(samples);
    assertThat(frames).hasSize(1_100);
    for (int i = 0; i < frames.length; i++) {
      assertThat(frames[i]).isEqualTo(i < samples.length ? samples[i] : 0f);
    }
    assertThat(CONFIG.extract(new float[0])).isEmpty();
    assertThat(CONFIG.frames(1_000)).isEqualTo(10);
    assertThat(CONFIG.framesPerSecond()).isEqualTo(110.25);
  }

  @Test
  void cutsWhatIsFarLouderThanFullScale() {
    float[] frames = CONFIG.extract(new float[] {1.5f, 7.9f, 8.1f, -900_000f});
    assertThat(frames).startsWith(1.5f, 7.9f, 8f, -8f);
  }

  @Test
  void keepsATonesFrequencyAndLevelAtItsOwnRate() {
    FeaturePlan plan = new FeaturePlan(CONFIG, 44_100, 1);
    float[] frames = plan.extract(Signals.sine(44_100, 1_000, 44_100, 0));
    double cosine = 0;
    double sine = 0;
    for (int i = 2_000; i < 9_000; i++) {
      cosine += frames[i] * Math.cos(2 * Math.PI * 1_000 * i / 11_025);
      sine += frames[i] * Math.sin(2 * Math.PI * 1_000 * i / 11_025);
    }
    assertThat(2 * Math.hypot(cosine, sine) / 7_000).isCloseTo(1, within(0.01));
  }

  @Test
  void refusesWhatIsNoRateOrSize() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RawFrameConfig(4_000, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new RawFrameConfig(11_025, 0));
  }
}
