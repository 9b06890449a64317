package org.neume.feature.signal;

import java.util.Arrays;
import java.util.Objects;

/**
 * Mono samples, full scale 1, to frames of them. Belongs to one thread; allocates nothing per frame.
 */
final class RawFrameExtractor implements FrameExtractor {
  private final RawFrameConfig config;
  private final float[] frame;
  private long position;
  private long nextFrame;
  private int filled;
  private boolean finished;

  /**
   * An extractor that begins in the middle of a recording.
   *
   * @param firstSample position of the first sample that will be pushed, at most that of {@code
   *     firstFrame}; what comes before that frame is skipped
   * @param firstFrame the first frame to give out
   */
  RawFrameExtractor(RawFrameConfig config, long firstSample, long firstFrame) {
    StartRule.check(config, firstSample, firstFrame);
    this.config = config;
    frame = new float[config.frameSize()];
    position = firstSample;
    nextFrame = firstFrame;
  }

  @Override
  public int bins() {
    return frame.length;
  }

  @Override
  public long nextFrame() {
    return nextFrame;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void push(float[] samples, int offset, int length, FrameSink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (finished) {
      throw new IllegalStateException("samples after the end of the recording");
    }
    SampleGuard.check(samples, offset, length, position, 1);
    int done = (int) Math.max(0, Math.min(length, config.firstSample(nextFrame) - position));
    while (done < length) {
      int run = Math.min(length - done, frame.length - filled);
      for (int i = 0; i < run; i++) {
        float sample = samples[offset + done + i];
        frame[filled + i] =
            Math.max(-RawFrameConfig.LOUDEST, Math.min(RawFrameConfig.LOUDEST, sample));
      }
      filled += run;
      done += run;
      if (filled == frame.length) {
        give(sink);
      }
    }
    position += length;
  }

  @Override
  public void finish(FrameSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    if (filled > 0) {
      Arrays.fill(frame, filled, frame.length, 0);
      give(sink);
    }
  }

  private void give(FrameSink sink) {
    sink.frame(nextFrame++, frame);
    filled = 0;
  }
}
