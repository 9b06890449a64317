package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Features are the same bytes however a recording is cut and wherever its reading begins. */
class ChunkingPropertyTest {

  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(
        8_000, 11_025, 22_050, 32_000, 37_801, 44_100, 48_000, 88_200, 96_000, 192_000);
  }

  @Provide
  Arbitrary<Representation> representations() {
    return Arbitraries.of(
        LogBandConfig.DEFAULT,
        LogBandConfig.DEFAULT.withHop(420),
        LogBandConfig.DEFAULT.withHop(463),
        ConstantQConfig.DEFAULT,
        RawFrameConfig.TEMPO,
        RawFrameConfig.WINDOWS,
        new SpectrumConfig(SpectrumKind.SPECTROGRAM, 8_192),
        new SpectrumConfig(SpectrumKind.LOG_MEL, 2_048),
        new SpectrumConfig(SpectrumKind.LOG_RELUGRAM, 1_024),
        SingleNoteConfig.RAW,
        SingleNoteConfig.CONSTANT_Q);
  }

  @Provide
  Arbitrary<Integer> channelCounts() {
    return Arbitraries.of(1, 2, 6);
  }

  @Property(tries = 80)
  void randomChunksGiveTheBytesOfOnePush(
      @ForAll("representations") Representation representation,
      @ForAll("rates") int rate,
      @ForAll("channelCounts") int channels,
      @ForAll long seed) {
    FeaturePlan plan = new FeaturePlan(representation, rate, channels);
    Random random = new Random(seed);
    float[] recording = recording(rate, channels, random);
    float[][] whole = run(plan, 0, 0, recording, null);
    assertThat(run(plan, 0, 0, recording, random)).isDeepEqualTo(whole);
    assertThat(whole).hasNumberOfRows((int) plan.frames(recording.length / channels));
  }

  @Property(tries = 80)
  void randomRestartsGiveTheBytesOfARunFromTheStart(
      @ForAll("representations") Representation representation,
      @ForAll("rates") int rate,
      @ForAll("channelCounts") int channels,
      @ForAll long seed) {
    Random random = new Random(seed);
    FeaturePlan plan = new FeaturePlan(representation, rate, channels);
    float[] recording = recording(rate, channels, random);
    float[][] whole = run(plan, 0, 0, recording, null);
    int firstFrame = random.nextInt(whole.length + 2);
    long needed = Math.min(plan.firstSampleNeeded(firstFrame), recording.length / channels);
    for (long firstSample : new long[] {needed, (long) (needed * random.nextDouble())}) {
      float[][] rest = run(plan, firstSample, firstFrame, recording, random);
      assertThat(rest).hasNumberOfRows(Math.max(0, whole.length - firstFrame));
      for (int i = 0; i < rest.length; i++) {
        assertThat(rest[i]).as("frame %d", firstFrame + i).isEqualTo(whole[firstFrame + i]);
      }
    }
  }

  /** From no sample at all to 2.4 s: longer than any frame looks ahead and behind. */
  private static float[] recording(int rate, int channels, Random random) {
    int sampleFrames = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(rate * 12 / 5);
    return Signals.noise(sampleFrames * channels, random.nextLong());
  }

  /** Pushes in chunks of random lengths, or in one piece where {@code chunks} is null. */
  private static float[][] run(
      FeaturePlan plan,
      long firstSample,
      long firstFrame,
      float[] recording,
      @Nullable Random chunks) {
    int channels = plan.downmix().channels();
    int total = recording.length / channels;
    FeaturePipeline pipeline = plan.startAt(firstSample, firstFrame);
    Collected collected = new Collected();
    int bound = chunks == null ? 0 : 1 << chunks.nextInt(1, 17);
    int at = (int) firstSample;
    while (at < total) {
      int length = chunks == null ? total - at : Math.min(total - at, chunks.nextInt(bound + 1));
      pipeline.push(recording, at * channels, length, collected);
      at += length;
    }
    pipeline.finish(collected);
    for (int i = 0; i < collected.numbers().size(); i++) {
      assertThat(collected.numbers().get(i)).isEqualTo(firstFrame + i);
    }
    return collected.frames();
  }
}
