package org.neume.feature.signal;

/** The way from a recording's PCM to the representation {@code constant-q-48}. */
public final class ConstantQPlan extends FeaturePlan {

  /**
   * The way from {@code channels} interleaved channels at {@code sampleRate} Hz.
   *
   * @throws UnusableAudioException if the rate is outside 8,000..192,000 Hz or the channels outside
   *     1..64
   */
  public ConstantQPlan(int sampleRate, int channels) {
    super(ConstantQConfig.DEFAULT, sampleRate, channels);
  }
}
