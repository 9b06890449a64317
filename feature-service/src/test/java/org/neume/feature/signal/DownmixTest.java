package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DownmixTest {

  @Test
  void oneChannelPassesUntouched() {
    assertThat(downmix(1, 0.1f, -0.2f, 0.3f)).containsExactly(0.1f, -0.2f, 0.3f);
  }

  @Test
  void channelsAreAveraged() {
    assertThat(downmix(2, 1, 0, 0.5f, -0.5f)).containsExactly(0.5f, 0);
    assertThat(downmix(6, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6)).containsExactly(3.5f, 6);
  }

  @Test
  void equalChannelsGiveTheSameSampleAsOne() {
    for (int channels : new int[] {2, 3, 6, 8}) {
      float[] same = new float[channels];
      Arrays.fill(same, 0.1234567f);
      assertThat(downmix(channels, same)).containsExactly(0.1234567f);
    }
  }

  @Test
  void countsThatNoRecordingHasAreRefused() {
    for (int channels : new int[] {-1, 0, 65}) {
      assertThatExceptionOfType(UnusableAudioException.class)
          .isThrownBy(() -> new Downmix(channels))
          .withMessageStartingWith(channels + " channels")
          .withMessageContaining("header");
    }
  }

  private static float[] downmix(int channels, float... interleaved) {
    float[] mono = new float[interleaved.length / channels];
    new Downmix(channels).apply(interleaved, 0, mono.length, mono);
    return mono;
  }
}
