package org.neume.feature.signal;

/**
 * What fixes the representations of single notes: the frames of another representation, each followed by
 * three values that a decoder of single notes needs and networks pass on.
 *
 * <ul>
 *   <li>level: 1 + d / 100, cut to 0..1, where d is the effective value of the samples from the frame's
 *       time to the next frame's, in dB of full scale;
 *   <li>key: k / 128, where k is the MIDI pitch nearest to the fundamental frequency of the 128 ms from the
 *       frame's time on, as {@link PeriodFinder} finds it; 0 where nothing periodic sounds;
 *   <li>deviation: 0.5 + c / 100, where c is how far it lies above that pitch, in cents; 0 with key 0.
 * </ul>
 *
 * <p>Pitch and deviation are two values because half precision holds each exactly enough and not their
 * sum. Frame n's time is that of sample n · rate / framesPerSecond.
 *
 * @param base the representation whose frames these values are put behind
 */
public record SingleNoteConfig(Representation base) implements Representation {
  /** Values that follow those of the base. */
  public static final int MEASURES = 3;

  /**
   * The representation {@code single-note-16000}: 62.5 frames of 256 samples at 16 kHz a second, 64,000 in
   * 250 frames.
   */
  public static final SingleNoteConfig RAW = new SingleNoteConfig(new RawFrameConfig(16_000, 256));

  /** The representation {@code single-note-constant-q}: frames of {@code constant-q-48}. */
  public static final SingleNoteConfig CONSTANT_Q = new SingleNoteConfig(ConstantQConfig.DEFAULT);

  /** Refuses a base of which a frame does not last a whole number of samples. */
  public SingleNoteConfig {
    if (base.sampleRate() % base.framesPerSecond() != 0) {
      throw new IllegalArgumentException(
          "a frame lasts %s samples, not a whole number"
              .formatted(base.sampleRate() / base.framesPerSecond()));
    }
  }

  /** Samples from one frame's time to the next. */
  int hop() {
    return (int) (base.sampleRate() / base.framesPerSecond());
  }

  /** Samples that a period is looked for in. */
  int window() {
    return PeriodFinder.samples(base.sampleRate());
  }

  @Override
  public int arithmetic() {
    return 100 * base.arithmetic() + 1;
  }

  @Override
  public int sampleRate() {
    return base.sampleRate();
  }

  @Override
  public double framesPerSecond() {
    return base.framesPerSecond();
  }

  @Override
  public long frames(long samples) {
    return base.frames(samples);
  }

  @Override
  public long firstSample(long frame) {
    return Math.min(base.firstSample(frame), frame * hop());
  }

  @Override
  public long lastSample(long frame) {
    return Math.max(base.lastSample(frame), frame * hop() + window() - 1);
  }

  @Override
  public FrameExtractor extractor(long firstSample, long firstFrame) {
    return new SingleNoteExtractor(this, firstSample, firstFrame);
  }
}
