package org.neume.feature.signal;

/**
 * What fixes a constant-Q spectrogram of {@value ConstantQBins#BINS} bins, 48 per octave from A0 on,
 * 50 frames per second.
 *
 * <p>{@link #DEFAULT} is the representation {@code constant-q-48}. A value is log10(1 + gain·a),
 * where a is the amplitude, of which a full-scale sine on a bin's center reads 1, rounded to the
 * nearest multiple of 1 / steps. Silence is exactly 0.
 *
 * @param quality which Q the bins have
 * @param gain factor in front of the amplitude; amplitudes well above 1 / gain are logarithmic, those
 *     below linear
 * @param steps distinct values per unit, a power of two; 0 rounds nothing
 */
public record ConstantQConfig(Quality quality, double gain, int steps) implements Representation {

  /** Which Q the bins have. */
  public enum Quality {
    /** Low Q everywhere: good in time. */
    LOW,
    /** High Q everywhere: good in frequency. */
    HIGH,
    /** High Q where neighboring harmonics interfere in steady sound, low Q elsewhere. */
    DYNAMIC
  }

  /** The representation {@code constant-q-48}. */
  public static final ConstantQConfig DEFAULT = new ConstantQConfig(Quality.DYNAMIC, 10_000, 64);

  /** Values per frame. */
  public static final int BINS = ConstantQBins.BINS;

  /** Refuses values outside the ranges above. */
  public ConstantQConfig {
    if (!(gain > 0 && gain <= 1e9)) {
      throw new IllegalArgumentException("gain is " + gain + "; allowed: 0..1e9, not 0");
    }
    if (steps < 0 || steps > 1 << 20 || Integer.bitCount(steps) > 1) {
      throw new IllegalArgumentException("steps is " + steps + "; allowed: 0 or a power of two");
    }
  }

  /** The same with another Q; pictures and tests compare them. */
  public ConstantQConfig with(Quality other) {
    return new ConstantQConfig(other, gain, steps);
  }

  /** Center frequency of {@code bin}, 0 to {@link #BINS} - 1, in Hz. */
  public static double center(int bin) {
    return ConstantQBins.center(bin);
  }

  @Override
  public int arithmetic() {
    return 1;
  }

  @Override
  public int sampleRate() {
    return ConstantQBins.SAMPLE_RATE;
  }

  @Override
  public double framesPerSecond() {
    return (double) ConstantQBins.SAMPLE_RATE / ConstantQBins.HOP;
  }

  @Override
  public long frames(long samples) {
    if (samples < 0) {
      throw new IllegalArgumentException("a recording of " + samples + " samples");
    }
    return -Math.floorDiv(-samples, (long) ConstantQBins.HOP);
  }

  @Override
  public long firstSample(long frame) {
    return ConstantQSpectra.firstSample(frame - DynamicQ.REACH);
  }

  @Override
  public long lastSample(long frame) {
    return ConstantQSpectra.lastSample(frame + DynamicQ.REACH);
  }

  @Override
  public FrameExtractor extractor(long firstSample, long firstFrame) {
    return new ConstantQExtractor(this, firstSample, firstFrame);
  }
}
