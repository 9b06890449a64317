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

  /** Inputs from {@code bufferStart} on, of which the first {@code buffered} are there. */
  private final float[] buffer;

  private final PolyphaseKernel kernel;
  private final float[] outputs;
  private long bufferStart;
  private int buffered;

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
    buffer = new float[filter.taps() + periods * filter.step()];
    outputs = new float[(periods + 2) * filter.phases()];
    kernel = new PolyphaseKernel(filter);
    position = firstInput;
    nextOutput = firstOutput;
    bufferStart = bufferStartFor(firstOutput);
    // What lies before the recording is zeros, as the new array is.
    buffered = (int) Math.max(0, -bufferStart);
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
    int skipped = (int) Math.max(0, Math.min(length, bufferStart - position));
    position += length;
    append(samples, offset + skipped, length - skipped, Long.MAX_VALUE, sink);
  }

  /** Ends the recording at the inputs pushed so far and hands out the outputs that remain. */
  public void finish(SampleSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    append(new float[filter.half()], 0, filter.half(), filter.outputs(position), sink);
  }

  private long bufferStartFor(long output) {
    return filter.isIdentity() ? output : filter.floorInput(output) - filter.half() + 1;
  }

  private static int periodsPerBlock(ResamplingFilter filter) {
    int longer = Math.max(filter.step(), filter.phases());
    return filter.isInterpolated()
        ? Math.max(1, BLOCK / longer)
        : Math.max(MIN_PERIODS, BLOCK / longer);
  }

  private void append(float[] samples, int offset, int length, long limit, SampleSink sink) {
    if (filter.isIdentity()) {
      bufferStart += length;
      nextOutput += length;
      if (length > 0) {
        sink.samples(samples, offset, length);
      }
      return;
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      int run = Math.min(left, buffer.length - buffered);
      System.arraycopy(samples, from, buffer, buffered, run);
      buffered += run;
      from += run;
      left -= run;
      emitCompleteOutputs(limit, sink);
      dropUsedInputs();
    }
  }

  private void emitCompleteOutputs(long limit, SampleSink sink) {
    // The first output that weighs an input not yet there.
    long complete = filter.outputs(Math.max(0, bufferStart + buffered - filter.half()));
    int count = (int) Math.max(0, Math.min(limit, complete) - nextOutput);
    if (count > 0) {
      int start = (int) (bufferStartFor(nextOutput) - bufferStart);
      kernel.apply(buffer, start, buffered, nextOutput, count, outputs);
      nextOutput += count;
      sink.samples(outputs, 0, count);
    }
  }

  private void dropUsedInputs() {
    int used = (int) Math.min(buffered, bufferStartFor(nextOutput) - bufferStart);
    System.arraycopy(buffer, used, buffer, 0, buffered - used);
    bufferStart += used;
    buffered -= used;
  }
}
