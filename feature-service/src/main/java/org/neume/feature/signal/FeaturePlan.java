package org.neume.feature.signal;

/**
 * The way from a recording's PCM to its features: which samples each frame needs, and the pipelines
 * that compute them.
 *
 * <p>Positions of the input count sample frames (one sample of every channel) from the start of the
 * recording. Immutable, so threads may share it; build it once per combination of rate and channels,
 * because the filter table takes milliseconds.
 */
public class FeaturePlan {

  private final Representation representation;
  private final ResamplingFilter resampling;
  private final Downmix downmix;

  /**
   * The way from {@code channels} interleaved channels at {@code sampleRate} Hz to the
   * representation {@code representation}.
   *
   * @throws UnusableAudioException if the rate is outside 8,000..192,000 Hz or the channels outside
   *     1..64
   */
  public FeaturePlan(Representation representation, int sampleRate, int channels) {
    this.representation = representation;
    this.resampling = new ResamplingFilter(sampleRate, representation.sampleRate());
    this.downmix = new Downmix(channels);
  }

  /** The representation. */
  public Representation representation() {
    return representation;
  }

  /** The change of the sample rate. */
  public ResamplingFilter resampling() {
    return resampling;
  }

  /** The reduction of the channels. */
  public Downmix downmix() {
    return downmix;
  }

  /** Feature frames of a recording of {@code sampleFrames} sample frames. */
  public long frames(long sampleFrames) {
    return representation.frames(resampling.outputs(sampleFrames));
  }

  /**
   * Position of the first sample frame that feature frame {@code frame}, and any later one, needs:
   * what comes before it may be released once the frames before {@code frame} are safe.
   */
  public long firstSampleNeeded(long frame) {
    return resampling.firstInputNeeded(Math.max(0, representation.firstSample(frame)));
  }

  /** Position of the last sample frame that feature frame {@code frame} needs. */
  public long lastSampleNeeded(long frame) {
    return resampling.lastInputNeeded(representation.lastSample(frame));
  }

  /** A pipeline for the whole recording. */
  public FeaturePipeline start() {
    return startAt(0, 0);
  }

  /**
   * A pipeline that begins in the middle of the recording and gives the same bytes from there on.
   *
   * @param firstSample position of the first sample frame that will be pushed, at most {@code
   *     firstSampleNeeded(firstFrame)}
   * @param firstFrame the first feature frame to give out
   */
  public FeaturePipeline startAt(long firstSample, long firstFrame) {
    return new FeaturePipeline(this, firstSample, firstFrame);
  }

  /** The features of a whole recording, frames x bins, row by row. */
  public float[] extract(float[] interleaved) {
    int sampleFrames = interleaved.length / downmix.channels();
    FeaturePipeline pipeline = start();
    int bins = pipeline.bins();
    float[] features = new float[Math.toIntExact(frames(sampleFrames) * bins)];
    FrameSink sink =
        (frame, values) -> System.arraycopy(values, 0, features, (int) frame * bins, bins);
    pipeline.push(interleaved, 0, sampleFrames, sink);
    pipeline.finish(sink);
    return features;
  }
}
