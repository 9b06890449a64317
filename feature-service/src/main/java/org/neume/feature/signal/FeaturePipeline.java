package org.neume.feature.signal;

import java.util.Objects;

/**
 * Interleaved float PCM to feature frames, as a stream: downmix, resampling, spectra.
 *
 * <p>Made by a {@link FeaturePlan}. Belongs to one thread, keeps nothing of what it is given, and
 * allocates nothing per sample or frame. A frame has the same bytes however the samples are cut into pushes and
 * wherever the pipeline started.
 */
public final class FeaturePipeline {

  private static final int BLOCK = 32_768;

  private final Downmix downmix;
  private final Resampler resampler;
  private final FrameExtractor extractor;
  private final float[] mono = new float[BLOCK];
  private long position;

  FeaturePipeline(FeaturePlan plan, long firstSample, long firstFrame) {
    if (firstFrame < 0 || firstSample < 0) {
      throw new IllegalArgumentException(
          "frame " + firstFrame + " and sample " + firstSample + " must not be negative");
    }
    if (firstSample > plan.firstSampleNeeded(firstFrame)) {
      throw new IllegalArgumentException(
          "frame "
              + firstFrame
              + " needs samples from "
              + plan.firstSampleNeeded(firstFrame)
              + " on, not from "
              + firstSample);
    }
    long firstResampled = Math.max(0, plan.representation().firstSample(firstFrame));
    downmix = plan.downmix();
    resampler = new Resampler(plan.resampling(), firstSample, firstResampled);
    extractor = plan.representation().extractor(firstResampled, firstFrame);
    position = firstSample;
  }

  /** Values per frame. */
  public int bins() {
    return extractor.bins();
  }

  /** The feature frame that comes next. */
  public long nextFrame() {
    return extractor.nextFrame();
  }

  /** Position of the sample frame that the next push must begin with. */
  public long position() {
    return position;
  }

  /**
   * Takes the next samples and hands every feature frame that they complete to {@code sink}.
   *
   * @param interleaved samples, full scale 1, the channels of a sample frame side by side
   * @param offset index of the first value
   * @param sampleFrames sample frames to take: channels times as many values
   * @throws UnusableAudioException if a sample is not finite or absurdly large; nothing of this push
   *     has been used then
   */
  public void push(float[] interleaved, int offset, int sampleFrames, FrameSink sink) {
    int channels = downmix.channels();
    int values = Math.multiplyExact(sampleFrames, channels);
    Objects.checkFromIndexSize(offset, values, interleaved.length);
    SampleGuard.check(interleaved, offset, values, position, channels);
    SampleSink extracting = (samples, from, length) -> extractor.push(samples, from, length, sink);
    for (int done = 0; done < sampleFrames; ) {
      int run = Math.min(BLOCK, sampleFrames - done);
      downmix.apply(interleaved, offset + done * channels, run, mono);
      resampler.push(mono, 0, run, extracting);
      done += run;
    }
    position += sampleFrames;
  }

  /** Ends the recording at the samples pushed so far and hands out the frames that remain. */
  public void finish(FrameSink sink) {
    resampler.finish((samples, from, length) -> extractor.push(samples, from, length, sink));
    extractor.finish(sink);
  }
}
