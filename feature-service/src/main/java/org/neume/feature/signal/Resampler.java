package org.neume.feature.signal;

import java.util.Objects;

/**
 * Changes the sample rate of a mono stream by a {@link ResamplingFilter}.
 *
 * <p>Output sample m lies at time m / outputRate and is computed from the inputs around that time
 * alone, zeros before the start and behind the end of the recording: however the input is cut into
 * pushes, and wherever the resampler starts, it has the same bytes. Equal rates pass every sample
 * untouched.
 *
 * <p>A resampler belongs to one thread and allocates nothing per sample.
 */
public final class Resampler {

  /** Inputs or outputs, whichever are more, that a block of work is sized for. */
  private static final int BLOCK = 16_384;

  /** Least periods of the rates' ratio in a block. */
  private static final int MIN_PERIODS = 64;

  private final ResamplingFilter filter;
  private final SampleWindow window;
  private final PolyphaseKernel kernel;
  private final float[] outputs;

  /** Absolute position of the next input to come. */
  private long position;

  private long nextOutput;
  private boolean finished;

  /** A resampler of whole recordings: begins with input sample 0 and output sample 0. */
  public Resampler(ResamplingFilter filter) {
    this(filter, 0, 0);
  }

  /**
   * A resampler that begins in the middle of a recording.
   *
   * @param firstInput absolute position of the first sample that will be pushed, at most {@code
   *     filter.firstInputNeeded(firstOutput)}; what comes before that is skipped
   * @param firstOutput the first sample to give out
   */
  public Resampler(ResamplingFilter filter, long firstInput, long firstOutput) {
    if (firstInput < 0 || firstOutput < 0) {
      throw new IllegalArgumentException(
          "samples " + firstInput + " and " + firstOutput + " must not be negative");
    }
    if (firstInput > filter.firstInputNeeded(firstOutput)) {
      throw new IllegalArgumentException(
          "output sample "
              + firstOutput
              + " needs inputs from "
              + filter.firstInputNeeded(firstOutput)
              + " on, not from "
              + firstInput);
    }
    this.filter = filter;
    int periods = filter.isIdentity() ? 0 : periodsPerBlock(filter);
    int capacity = filter.taps() + periods * filter.step();
    window = new SampleWindow(capacity, firstWeighed(firstOutput), firstInput);
    outputs = new float[(periods + 2) * filter.phases()];
    kernel = new PolyphaseKernel(filter);
    position = firstInput;
    nextOutput = firstOutput;
  }

  /** The output sample that comes next. */
  public long nextOutput() {
    return nextOutput;
  }

  /** Takes the next inputs and hands every output that they complete to {@code sink}. */
  public void push(float[] samples, int offset, int length, SampleSink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (finished) {
      throw new IllegalStateException("samples after the end of the recording");
    }
    position += length;
    if (filter.isIdentity()) {
      pass(samples, offset, length, sink);
    } else {
      append(samples, offset, length, Long.MAX_VALUE, sink);
    }
  }

  /** Ends the recording at the inputs pushed so far and hands out the outputs that remain. */
  public void finish(SampleSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    if (!filter.isIdentity()) {
      append(new float[filter.half()], 0, filter.half(), filter.outputs(position), sink);
    }
  }

  private long firstWeighed(long output) {
    return filter.isIdentity() ? output : filter.floorInput(output) - filter.half() + 1;
  }

  private static int periodsPerBlock(ResamplingFilter filter) {
    int longer = Math.max(filter.step(), filter.phases());
    return filter.isInterpolated()
        ? Math.max(1, BLOCK / longer)
        : Math.max(MIN_PERIODS, BLOCK / longer);
  }

  /** Hands on what lies from the next output on, of samples that end at {@link #position}. */
  private void pass(float[] samples, int offset, int length, SampleSink sink) {
    int count = (int) Math.min(length, position - nextOutput);
    if (count > 0) {
      nextOutput += count;
      sink.samples(samples, offset + length - count, count);
    }
  }

  private void append(float[] samples, int offset, int length, long limit, SampleSink sink) {
    int done = 0;
    while (done < length) {
      done += window.append(samples, offset + done, length - done);
      emitCompleteOutputs(limit, sink);
      window.dropBefore(firstWeighed(nextOutput));
    }
  }

  private void emitCompleteOutputs(long limit, SampleSink sink) {
    // The first output that weighs an input not yet there.
    long complete = filter.outputs(Math.max(0, window.end() - filter.half()));
    int count = (int) Math.max(0, Math.min(limit, complete) - nextOutput);
    if (count > 0) {
      int start = window.index(firstWeighed(nextOutput));
      int end = window.index(window.end());
      kernel.apply(window.samples(), start, end, nextOutput, count, outputs);
      nextOutput += count;
      sink.samples(outputs, 0, count);
    }
  }
}
