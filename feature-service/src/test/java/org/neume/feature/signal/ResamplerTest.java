package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplerTest {

  @Test
  void equalRatesPassEverySampleUntouched() {
    float[] samples = Signals.noise(5000, 1);
    assertThat(Collected.resampled(new ResamplingFilter(44_100, 44_100), samples))
        .isEqualTo(samples);
  }

  @Test
  void aRecordingKeepsItsDurationRoundedUpToASample() {
    ResamplingFilter up = new ResamplingFilter(8_000, 44_100);
    assertThat(up.outputs(8_000)).isEqualTo(44_100);
    assertThat(up.outputs(1)).isEqualTo(6);
    assertThat(up.outputs(0)).isZero();
    ResamplingFilter down = new ResamplingFilter(192_000, 44_100);
    assertThat(down.outputs(192_000L * 7200)).isEqualTo(44_100L * 7200);
    assertThat(down.outputs(1)).isEqualTo(1);
    assertThat(Collected.resampled(down, new float[0])).isEmpty();
    assertThat(Collected.resampled(down, new float[1])).hasSize(1);
    assertThat(Collected.resampled(up, new float[3])).hasSize(17);
  }

  @Test
  void silenceStaysExactlySilent() {
    assertThat(Collected.resampled(new ResamplingFilter(48_000, 44_100), new float[30_000]))
        .containsOnly(0f);
  }

  @Test
  void aConstantStaysWhatItIs() {
    float[] constant = new float[40_000];
    Arrays.fill(constant, 0.5f);
    for (int rate : new int[] {8_000, 37_801, 48_000, 192_000}) {
      float[] output = Collected.resampled(new ResamplingFilter(rate, 44_100), constant);
      for (int m = 1000; m < output.length - 1000; m++) {
        assertThat(output[m]).isCloseTo(0.5f, within(1e-6f));
      }
    }
  }

  @Test
  void anOutputDependsOnTheInputsThatItSaysItNeedsAndOnNoOther() {
    for (int rate : new int[] {8_000, 44_056, 48_000, 192_000}) {
      ResamplingFilter filter = new ResamplingFilter(rate, 44_100);
      int output = 3_001;
      int first = (int) filter.firstInputNeeded(output);
      int last = (int) filter.lastInputNeeded(output);
      assertThat(last - first + 1).isEqualTo(filter.taps());
      float[] input = Signals.noise(last + 2000, 2);
      float expected = Collected.resampled(filter, input)[output];
      float[] otherwise = Signals.noise(last + 2000, 3);
      System.arraycopy(input, first, otherwise, first, last - first + 1);
      assertThat(Collected.resampled(filter, otherwise)[output]).isEqualTo(expected);
      assertThat(outputsAfter(filter, input, last)).isLessThanOrEqualTo(output);
      assertThat(outputsAfter(filter, input, last + 1)).isGreaterThan(output);
    }
  }

  /** How many outputs are there once {@code inputs} inputs have come. */
  private static long outputsAfter(ResamplingFilter filter, float[] input, int inputs) {
    Resampler resampler = new Resampler(filter);
    resampler.push(input, 0, inputs, (samples, offset, length) -> {});
    return resampler.nextOutput();
  }

  @Test
  void ratesOutsideTheRangeAreRefusedWithTheRange() {
    for (int rate : new int[] {-1, 0, 1, 7_999, 192_001, Integer.MAX_VALUE}) {
      assertThatExceptionOfType(UnusableAudioException.class)
          .isThrownBy(() -> new ResamplingFilter(rate, 44_100))
          .withMessageStartingWith("sample rate " + rate + " Hz: 8000 to 192000 Hz");
    }
  }

  @Test
  void aStartBehindTheFirstInputNeededIsRefused() {
    ResamplingFilter filter = new ResamplingFilter(48_000, 44_100);
    long needed = filter.firstInputNeeded(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resampler(filter, needed + 1, 10_000))
        .withMessageContaining("needs inputs from " + needed + " on");
    assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(filter, -1, 0));
  }

  /** A change of this sum means that recordings at 48 kHz get other annotations than before. */
  @Test
  void theBytesAreTheSameOnEveryMachine() {
    double[] noise = Signals.integerNoise(30_000);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) noise[i];
    }
    float[] output = Collected.resampled(new ResamplingFilter(48_000, 44_100), samples);
    assertThat(Signals.checksum(output)).isEqualTo("1738173c");
  }

  @Test
  void nothingMayFollowTheEnd() {
    Resampler resampler = new Resampler(new ResamplingFilter(48_000, 44_100));
    SampleSink sink = (samples, offset, length) -> {};
    resampler.finish(sink);
    assertThatIllegalStateException().isThrownBy(() -> resampler.push(new float[1], 0, 1, sink));
    assertThatIllegalStateException().isThrownBy(() -> resampler.finish(sink));
  }

  /** Two hours at the highest rate and beyond: positions are computed without overflow. */
  @Test
  void positionsOfVeryLongRecordingsStayExact() {
    ResamplingFilter filter = new ResamplingFilter(48_000, 44_100);
    long week = 7L * 24 * 3600;
    long needed = filter.firstInputNeeded(week * 44_100);
    assertThat(needed).isEqualTo(week * 48_000 - filter.taps() / 2 + 1);
    float[] input = Signals.sine(48_000, 1_000, 48_000, 0);
    Resampler resampler = new Resampler(filter, week * 48_000 - 480, week * 44_100);
    Collected collected = new Collected();
    resampler.push(input, 0, input.length, collected);
    // 480 samples are 10 periods, so the sine begins anew at the week's end.
    float[] output = collected.samples();
    for (int m = 0; m < 1000; m++) {
      assertThat((double) output[m])
          .isCloseTo(Math.sin(2 * Math.PI * 1_000 * m / 44_100), within(1e-4));
    }
  }
}
