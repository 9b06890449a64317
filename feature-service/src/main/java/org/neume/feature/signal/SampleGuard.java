package org.neume.feature.signal;

import java.util.Locale;

/**
 * Refuses samples that are no audio: NaN, infinities, and magnitudes above {@value #LIMIT}.
 *
 * <p>Full scale is 1. Louder samples are legal (decoders of lossy formats overshoot); the limit only
 * catches bytes that were never float PCM, and keeps every later sum finite.
 */
final class SampleGuard {

  static final float LIMIT = 1_000_000f;

  private static final int LIMIT_BITS = Float.floatToRawIntBits(LIMIT);

  private SampleGuard() {}

  /**
   * Checks {@code length} values from {@code offset}.
   *
   * @param firstPosition absolute position of the first sample frame, for the message
   * @param channels interleaved channels, for the message
   * @throws UnusableAudioException naming the first unusable sample
   */
  static void check(float[] samples, int offset, int length, long firstPosition, int channels) {
    // The order of non-negative floats is the order of their bits, NaN last: an integer maximum,
    // which the JIT compiler vectorizes, finds what a chain of comparisons would.
    int worst = 0;
    for (int i = offset; i < offset + length; i++) {
      worst = Math.max(worst, Float.floatToRawIntBits(samples[i]) & 0x7fffffff);
    }
    if (worst > LIMIT_BITS) {
      throw refusal(samples, offset, firstPosition, channels);
    }
  }

  private static UnusableAudioException refusal(
      float[] samples, int offset, long firstPosition, int channels) {
    int i = offset;
    while (Math.abs(samples[i]) <= LIMIT) {
      i++;
    }
    return new UnusableAudioException(
        String.format(
            Locale.ROOT,
            "sample %d of channel %d is %s: samples must be finite floats with full scale 1;"
                + " check the sample format of the decoder",
            firstPosition + (i - offset) / channels,
            (i - offset) % channels,
            samples[i]));
  }
}
