package org.neume.feature.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what sinks receive, and checks that frames come in order. */
final class Collected implements FrameSink, SampleSink {

  private final List<float[]> frames = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private float[] samples = new float[1024];
  private int count;

  @Override
  public void frame(long frame, float[] bands) {
    frames.add(bands.clone());
    numbers.add(frame);
  }

  @Override
  public void samples(float[] values, int offset, int length) {
    if (count + length > samples.length) {
      samples = Arrays.copyOf(samples, 2 * (count + length));
    }
    System.arraycopy(values, offset, samples, count, length);
    count += length;
  }

  /** The frames, in the order of their coming. */
  float[][] frames() {
    return frames.toArray(new float[0][]);
  }

  /** The numbers of the frames. */
  List<Long> numbers() {
    return numbers;
  }

  /** The samples. */
  float[] samples() {
    return Arrays.copyOf(samples, count);
  }

  /** All samples of {@code input} through {@code filter}. */
  static float[] resampled(ResamplingFilter filter, float[] input) {
    Resampler resampler = new Resampler(filter);
    Collected collected = new Collected();
    resampler.push(input, 0, input.length, collected);
    resampler.finish(collected);
    return collected.samples();
  }
}
