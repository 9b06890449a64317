package org.neume.feature.signal;

/**
 * What fixes a logarithmic band spectrogram.
 *
 * <p>{@link #DEFAULT} is the representation {@code log-bands-81}: the input of the beat networks
 * after Davies and Böck, "Temporal convolutional networks for musical audio beat tracking"
 * (EUSIPCO 2019), section 3.1.
 *
 * @param sampleRate samples per second, in Hz
 * @param frameSize samples per frame, a power of two
 * @param hop samples from the center of one frame to the next, 1 to {@code frameSize}
 * @param bandsPerOctave filters per octave, referred to A4 = 440 Hz
 * @param minFrequency lower limit of the filters' edges and centers, in Hz
 * @param maxFrequency upper limit of the filters' edges and centers, in Hz
 * @param logMultiplier factor in front of the amplitude, before the logarithm
 * @param logAdd what is added before the logarithm; 1 makes silence exactly 0
 */
public record LogBandConfig(
    int sampleRate,
    int frameSize,
    int hop,
    int bandsPerOctave,
    double minFrequency,
    double maxFrequency,
    double logMultiplier,
    double logAdd)
    implements Representation {

  /** The representation {@code log-bands-81}, 100 frames per second. */
  public static final LogBandConfig DEFAULT =
      new LogBandConfig(44_100, 2048, 441, 12, 30, 17_000, 2_000, 1);

  /** Refuses values outside the ranges above. */
  public LogBandConfig {
    require(sampleRate >= 8_000 && sampleRate <= 192_000, "sampleRate", sampleRate, "8000..192000");
    require(
        Integer.bitCount(frameSize) == 1 && frameSize >= 64 && frameSize <= 65_536,
        "frameSize",
        frameSize,
        "a power of two from 64 to 65536");
    require(hop >= 1 && hop <= frameSize, "hop", hop, "1..frameSize");
    require(bandsPerOctave >= 1 && bandsPerOctave <= 96, "bandsPerOctave", bandsPerOctave, "1..96");
    require(minFrequency > 0, "minFrequency", minFrequency, "above 0");
    require(
        maxFrequency > minFrequency && maxFrequency <= sampleRate / 2.0,
        "maxFrequency",
        maxFrequency,
        "above minFrequency and at most half the sample rate");
    require(
        logMultiplier > 0 && logMultiplier <= 1e9, "logMultiplier", logMultiplier, "0..1e9, not 0");
    require(logAdd > 0 && logAdd <= 1e9, "logAdd", logAdd, "0..1e9, not 0");
  }

  /** The same representation with another hop; training varies the frame rate by it. */
  public LogBandConfig withHop(int otherHop) {
    return new LogBandConfig(
        sampleRate,
        frameSize,
        otherHop,
        bandsPerOctave,
        minFrequency,
        maxFrequency,
        logMultiplier,
        logAdd);
  }

  @Override
  public int arithmetic() {
    return 1;
  }

  @Override
  public double framesPerSecond() {
    return (double) sampleRate / hop;
  }

  /**
   * Frames of a recording of {@code samples} samples: one for every center n·hop that lies in the
   * recording, so the smallest whole number that is not below samples / hop.
   */
  @Override
  public long frames(long samples) {
    if (samples < 0) {
      throw new IllegalArgumentException("a recording of " + samples + " samples");
    }
    return -Math.floorDiv(-samples, (long) hop);
  }

  /** Position of the first sample under frame {@code frame}; below 0 where the frame overhangs. */
  @Override
  public long firstSample(long frame) {
    return frame * hop - frameSize / 2;
  }

  /** Position of the last sample under frame {@code frame}. */
  @Override
  public long lastSample(long frame) {
    return frame * hop + frameSize / 2 - 1;
  }

  @Override
  public FrameExtractor extractor(long firstSample, long firstFrame) {
    return new LogBandExtractor(this, firstSample, firstFrame);
  }

  private static void require(boolean valid, String name, double value, String range) {
    if (!valid) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed: " + range);
    }
  }
}
