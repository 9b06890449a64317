package org.neume.feature.signal;

import java.util.Objects;

/**
 * The part of an extractor that knows when a frame has all of its samples: it keeps as many as frames
 * need, and puts zeros outside of the recording. What becomes of a frame is its {@link Content}'s. Belongs
 * to one thread; allocates nothing per frame.
 */
final class FramesOfWindow {
  /** Computes the values of a frame. */
  @FunctionalInterface
  interface Content {
    /**
     * Turns samples into values.
     *
     * @param samples not to be changed
     * @param start index of the frame's first sample; the others follow
     */
    void compute(float[] samples, int start);
  }

  private final Representation representation;
  private final SampleWindow window;
  private final float[] values;
  private final Content content;
  private long nextFrame;
  private boolean finished;

  /**
   * Frames from {@code firstFrame} on.
   *
   * @param capacity samples to hold, more than those of a frame
   * @param firstSample position of the first sample that will be pushed
   * @param values what {@code content} fills and sinks are given
   */
  FramesOfWindow(
      Representation representation,
      int capacity,
      long firstSample,
      long firstFrame,
      float[] values,
      Content content) {
    this.representation = representation;
    this.values = values;
    this.content = content;
    window = new SampleWindow(capacity, representation.firstSample(firstFrame), firstSample);
    nextFrame = firstFrame;
  }

  /** See {@link FrameExtractor#nextFrame}. */
  long nextFrame() {
    return nextFrame;
  }

  /** See {@link FrameExtractor#position}. */
  long position() {
    return window.position();
  }

  /** See {@link FrameExtractor#push}. */
  void push(float[] samples, int offset, int length, FrameSink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (finished) {
      throw new IllegalStateException("samples after the end of the recording");
    }
    SampleGuard.check(samples, offset, length, position(), 1);
    append(samples, offset, length, Long.MAX_VALUE, sink);
  }

  /** See {@link FrameExtractor#finish}. */
  void finish(FrameSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    long frames = representation.frames(position());
    int padding = (int) Math.max(0, representation.lastSample(frames - 1) - position() + 1);
    if (nextFrame < frames) {
      append(new float[padding], 0, padding, frames, sink);
    }
  }

  private void append(float[] samples, int offset, int length, long frames, FrameSink sink) {
    int done = 0;
    while (done < length) {
      done += window.append(samples, offset + done, length - done);
      while (nextFrame < frames && representation.lastSample(nextFrame) < window.end()) {
        content.compute(window.samples(), window.index(representation.firstSample(nextFrame)));
        sink.frame(nextFrame++, values);
      }
      window.dropBefore(representation.firstSample(nextFrame));
    }
  }
}
