package org.neume.feature.signal;

/** Interleaved channels to one: the average of the channels of each sample frame. Immutable. */
public final class Downmix {

  /** More channels than any recording has; beyond it a header lies. */
  public static final int MAX_CHANNELS = 64;

  private final int channels;

  /**
   * A downmix of {@code channels} channels, 1 to {@value #MAX_CHANNELS}.
   *
   * @throws UnusableAudioException for another count
   */
  public Downmix(int channels) {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new UnusableAudioException(
          channels
              + " channels: a recording has 1 to "
              + MAX_CHANNELS
              + "; check the header of the file");
    }
    this.channels = channels;
  }

  /** Channels per sample frame. */
  public int channels() {
    return channels;
  }

  /**
   * Writes the averages of {@code sampleFrames} sample frames, which begin at index {@code offset}
   * of {@code interleaved}, to the start of {@code mono}.
   */
  public void apply(float[] interleaved, int offset, int sampleFrames, float[] mono) {
    switch (channels) {
      case 1 -> System.arraycopy(interleaved, offset, mono, 0, sampleFrames);
      case 2 -> {
        for (int i = 0; i < sampleFrames; i++) {
          mono[i] = 0.5f * (interleaved[offset + 2 * i] + interleaved[offset + 2 * i + 1]);
        }
      }
      default -> {
        for (int i = 0; i < sampleFrames; i++) {
          mono[i] = average(interleaved, offset + i * channels);
        }
      }
    }
  }

  private float average(float[] interleaved, int from) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += interleaved[from + c];
    }
    return (float) (sum / channels);
  }
}
