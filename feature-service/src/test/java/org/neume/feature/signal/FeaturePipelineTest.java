package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeaturePipelineTest {

  private static final LogBandConfig CONFIG = LogBandConfig.DEFAULT;

  private static float[][] features(int rate, int channels, float[] interleaved) {
    FeaturePipeline pipeline = new FeaturePlan(CONFIG, rate, channels).start();
    Collected collected = new Collected();
    pipeline.push(interleaved, 0, interleaved.length / channels, collected);
    pipeline.finish(collected);
    return collected.frames();
  }

  @Test
  void monoAtTheRateOfTheFeaturesIsExtractedAsItIs() {
    float[] samples = Signals.noise(30_000, 1);
    float[] expected = LogBandExtractor.extract(CONFIG, samples);
    float[][] frames = features(44_100, 1, samples);
    assertThat(frames).hasNumberOfRows(69);
    for (int frame = 0; frame < frames.length; frame++) {
      assertThat(frames[frame])
          .isEqualTo(Arrays.copyOfRange(expected, frame * 81, (frame + 1) * 81));
    }
  }

  @Test
  void aSongSoundsTheSameAtEveryRate() {
    float[][] reference = features(44_100, 1, tones(44_100));
    for (int rate : new int[] {22_050, 32_000, 44_056, 48_000, 96_000, 192_000}) {
      float[][] frames = features(rate, 1, tones(rate));
      assertThat(frames).hasNumberOfRows(100);
      for (int frame = 5; frame < 95; frame++) {
        for (int band = 0; band < 81; band++) {
          assertThat(Math.abs(frames[frame][band] - reference[frame][band])).isLessThan(0.02f);
        }
      }
    }
  }

  private static float[] tones(int rate) {
    float[] low = Signals.sine(rate, 220, rate, 0);
    float[] high = Signals.sine(rate, 6_000, rate, 1);
    for (int i = 0; i < rate; i++) {
      low[i] = 0.5f * low[i] + 0.05f * high[i];
    }
    return low;
  }

  @Test
  void oppositeChannelsCancelToSilence() {
    float[] mono = Signals.noise(10_000, 4);
    float[] stereo = new float[2 * mono.length];
    for (int i = 0; i < mono.length; i++) {
      stereo[2 * i] = mono[i];
      stereo[2 * i + 1] = -mono[i];
    }
    for (float[] frame : features(48_000, 2, stereo)) {
      assertThat(frame).containsOnly(0f);
    }
  }

  @Test
  void silenceIsExactlyZeroAtEveryRate() {
    for (int rate : new int[] {8_000, 44_100, 44_101, 192_000}) {
      float[][] frames = features(rate, 2, new float[2 * rate]);
      assertThat(frames).hasNumberOfRows(100);
      for (float[] frame : frames) {
        assertThat(frame).containsOnly(0f);
      }
    }
  }

  @Test
  void aFrameLeavesWithTheLastSampleThatItNeeds() {
    for (int rate : new int[] {8_000, 44_100, 48_000, 192_000}) {
      FeaturePlan plan = new FeaturePlan(CONFIG, rate, 1);
      int last = (int) plan.lastSampleNeeded(30);
      FeaturePipeline pipeline = plan.start();
      float[] samples = Signals.noise(last + 1, 6);
      Collected collected = new Collected();
      pipeline.push(samples, 0, last, collected);
      assertThat(pipeline.nextFrame()).isEqualTo(30);
      pipeline.push(samples, last, 1, collected);
      assertThat(pipeline.nextFrame()).isEqualTo(31);
      assertThat(pipeline.position()).isEqualTo(last + 1);
    }
  }

  @Test
  void releasedSamplesMayBeAnything() {
    for (int rate : new int[] {11_025, 44_100, 48_000}) {
      FeaturePlan plan = new FeaturePlan(CONFIG, rate, 1);
      int needed = (int) plan.firstSampleNeeded(40);
      float[] samples = Signals.noise(rate, 7);
      float[] otherwise = samples.clone();
      Arrays.fill(otherwise, 0, needed, 0.9f);
      float[][] expected = features(rate, 1, samples);
      float[][] actual = features(rate, 1, otherwise);
      assertThat(actual[39]).isNotEqualTo(expected[39]);
      for (int frame = 40; frame < expected.length; frame++) {
        assertThat(actual[frame]).isEqualTo(expected[frame]);
      }
    }
  }

  @Test
  void unusableInputIsRefusedAtTheBorder() {
    assertThatExceptionOfType(UnusableAudioException.class)
        .isThrownBy(() -> new FeaturePlan(CONFIG, 1, 2))
        .withMessageContaining("sample rate 1 Hz");
    assertThatExceptionOfType(UnusableAudioException.class)
        .isThrownBy(() -> new FeaturePlan(CONFIG, 44_100, 0))
        .withMessageContaining("0 channels");
    for (float broken :
        new float[] {
          Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2_000_000f, -1e30f
        }) {
      FeaturePipeline pipeline = new FeaturePlan(CONFIG, 48_000, 2).start();
      float[] samples = new float[2000];
      samples[1235] = broken;
      assertThatExceptionOfType(UnusableAudioException.class)
          .isThrownBy(() -> pipeline.push(samples, 0, 1000, (frame, bands) -> {}))
          .withMessageStartingWith("sample 617 of channel 1 is " + broken)
          .withMessageContaining("check the sample format");
      assertThat(pipeline.position()).isZero();
    }
  }

  @Test
  void audioLouderThanFullScaleIsNoError() {
    float[] loud = Signals.sine(48_000, 440, 48_000, 0);
    for (int i = 0; i < loud.length; i++) {
      loud[i] *= 4;
    }
    for (float[] frame : features(48_000, 1, loud)) {
      for (float value : frame) {
        assertThat(value).isBetween(0f, 5f);
      }
    }
  }

  @Test
  void aStartBehindTheFirstSampleNeededIsRefused() {
    FeaturePlan plan = new FeaturePlan(CONFIG, 48_000, 2);
    long needed = plan.firstSampleNeeded(500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.startAt(needed + 1, 500))
        .withMessage("frame 500 needs samples from " + needed + " on, not from " + (needed + 1));
    assertThat(plan.startAt(needed, 500).nextFrame()).isEqualTo(500);
  }
}
