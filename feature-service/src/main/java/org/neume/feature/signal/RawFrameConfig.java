package org.neume.feature.signal;

/**
 * What fixes a representation that leaves the analysis to the network: the samples themselves, side by
 * side in frames that do not overlap. Frame n holds the samples from n · {@code frameSize} on, full scale
 * 1, and what exceeds eight times full scale cut to that, which float16 holds.
 *
 * @param sampleRate samples per second, in Hz, 8,000 to 192,000
 * @param frameSize samples per frame, 1 to 65,536
 */
public record RawFrameConfig(int sampleRate, int frameSize) implements Representation {

  /**
   * The representation {@code raw-11025}: 110.25 frames of 100 samples a second, the input of the tempo
   * network.
   */
  public static final RawFrameConfig TEMPO = new RawFrameConfig(11_025, 100);

  /**
   * The representation {@code raw-44100}: 86.13 frames of 512 samples a second, from which networks take
   * windows of 2,048 to 16,384 samples.
   */
  public static final RawFrameConfig WINDOWS = new RawFrameConfig(44_100, 512);

  /** The largest magnitude of a sample. */
  static final float LOUDEST = 8;

  /** Refuses values outside the ranges above. */
  public RawFrameConfig {
    if (sampleRate < 8_000 || sampleRate > 192_000) {
      throw new IllegalArgumentException("sampleRate is " + sampleRate + "; allowed: 8000..192000");
    }
    if (frameSize < 1 || frameSize > 65_536) {
      throw new IllegalArgumentException("frameSize is " + frameSize + "; allowed: 1..65536");
    }
  }

  @Override
  public int arithmetic() {
    return 1;
  }

  @Override
  public double framesPerSecond() {
    return (double) sampleRate / frameSize;
  }

  /**
   * Frames of a recording of {@code samples} samples: one for every frame whose first sample lies in the
   * recording; zeros fill the last one.
   */
  @Override
  public long frames(long samples) {
    if (samples < 0) {
      throw new IllegalArgumentException("a recording of " + samples + " samples");
    }
    return -Math.floorDiv(-samples, (long) frameSize);
  }

  @Override
  public long firstSample(long frame) {
    return frame * frameSize;
  }

  @Override
  public long lastSample(long frame) {
    return frame * frameSize + frameSize - 1;
  }

  @Override
  public FrameExtractor extractor(long firstSample, long firstFrame) {
    return new RawFrameExtractor(this, firstSample, firstFrame);
  }
}
