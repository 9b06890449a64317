package org.neume.media;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a source delivers.
 *
 * @param sampleRate Hz, {@value #MIN_SAMPLE_RATE} to {@value #MAX_SAMPLE_RATE}, as in the file
 * @param channels 1 to {@value #MAX_CHANNELS}, as in the file
 * @param frames how many sample frames the header promises; absent where nothing but reading tells. Some containers
 *     round, so use it for a progress display, not for an allocation
 */
public record SampleFormat(int sampleRate, int channels, OptionalLong frames) {
  /** Hz; nothing musical is below. */
  public static final int MIN_SAMPLE_RATE = 8_000;

  /** Hz; the highest rate in use for music. */
  public static final int MAX_SAMPLE_RATE = 192_000;

  /** As many as Opus and AAC can name. */
  public static final int MAX_CHANNELS = 255;

  /** Refuses rates and channel counts outside the limits. */
  public SampleFormat {
    if (sampleRate < MIN_SAMPLE_RATE || sampleRate > MAX_SAMPLE_RATE) {
      throw new IllegalArgumentException(
          "a sample rate of " + sampleRate + " Hz is outside 8,000 to 192,000 Hz");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(channels + " channels is outside 1 to " + MAX_CHANNELS);
    }
    if (frames.isPresent() && frames.getAsLong() < 0) {
      throw new IllegalArgumentException("a negative number of frames: " + frames.getAsLong());
    }
  }

  /** The promised length, to the nanosecond below. */
  public Optional<Duration> duration() {
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    long whole = frames.getAsLong() / sampleRate;
    long rest = frames.getAsLong() % sampleRate;
    return Optional.of(Duration.ofSeconds(whole, rest * 1_000_000_000L / sampleRate));
  }

  /**
   * How many values whole frames take of a buffer.
   *
   * @throws IllegalArgumentException if there is no room for a value of each channel
   */
  public int wholeFrames(float[] interleaved) {
    int values = interleaved.length / channels * channels;
    if (values == 0) {
      throw new IllegalArgumentException(
          "room for " + interleaved.length + " values, less than one of each channel");
    }
    return values;
  }
}
