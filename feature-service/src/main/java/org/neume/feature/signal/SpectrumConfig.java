package org.neume.feature.signal;

import java.util.Arrays;
import java.util.List;

/**
 * What fixes a short-time spectrum of the family that "Learning Features of Music from Scratch" compares:
 * a kind and a window. Frame n is centered on sample 512 n at 44.1 kHz, 86.13 frames a second.
 *
 * <p>Values stand for a thousandth of full scale: a sine of amplitude 1 reads 1,000 in its own bin before
 * the logarithm. Only frequencies above 0 and up to {@value #HIGHEST} Hz are kept: the fundamentals of all
 * notes of a piano and the harmonics that tell one note from two. Silence is exactly 0.
 *
 * @param kind what a value says
 * @param window samples of a frame, a power of two, 256 to 65,536
 */
public record SpectrumConfig(SpectrumKind kind, int window) implements Representation {

  /** Samples from the center of a frame to that of the next. */
  public static final int HOP = 512;

  /** Samples per second. */
  public static final int RATE = 44_100;

  /** The highest frequency that is kept, in Hz. */
  public static final int HIGHEST = 8_000;

  /** Bands on the mel scale. */
  public static final int MEL_BANDS = 128;

  /** The windows of the literature. */
  public static final List<Integer> WINDOWS = List.of(1_024, 2_048, 8_192, 16_384);

  /** Every kind with every window of the literature. */
  public static final List<SpectrumConfig> FAMILY =
      Arrays.stream(SpectrumKind.values())
          .flatMap(kind -> WINDOWS.stream().map(window -> new SpectrumConfig(kind, window)))
          .toList();

  /** Refuses values outside the ranges above. */
  public SpectrumConfig {
    if (window < 256 || window > 65_536 || Integer.bitCount(window) != 1) {
      throw new IllegalArgumentException(
          "window is " + window + "; allowed: powers of two from 256 to 65536");
    }
  }

  /** The representation's name: {@code log-mel-2048}. */
  public String name() {
    return kind.text() + "-" + window;
  }

  /** Frequencies that are kept: bins 1 to this. */
  public int highestBin() {
    return (int) ((long) HIGHEST * window / RATE);
  }

  @Override
  public int bins() {
    return kind.isMel() ? MEL_BANDS : highestBin();
  }

  @Override
  public int arithmetic() {
    return 1;
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public double framesPerSecond() {
    return (double) RATE / HOP;
  }

  @Override
  public long frames(long samples) {
    if (samples < 0) {
      throw new IllegalArgumentException("a recording of " + samples + " samples");
    }
    return -Math.floorDiv(-samples, (long) HOP);
  }

  @Override
  public long firstSample(long frame) {
    return frame * HOP - window / 2;
  }

  @Override
  public long lastSample(long frame) {
    return firstSample(frame) + window - 1;
  }

  @Override
  public FrameExtractor extractor(long firstSample, long firstFrame) {
    return new SpectrumExtractor(this, firstSample, firstFrame);
  }
}
