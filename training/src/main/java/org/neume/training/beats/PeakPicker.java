package org.neume.training.beats;

import java.util.stream.DoubleStream;

/**
 * The quick decoder of a validation: a frame is a beat where its activation is the highest within
 * ±{@code reach} frames and above a threshold.
 */
final class PeakPicker implements BeatPicker {
  private final float threshold;
  private final int reach;

  PeakPicker(double threshold, int reach) {
    this.threshold = (float) threshold;
    this.reach = reach;
  }

  @Override
  public PickedBeats pick(float[] activations, int outputs, double frameRate) {
    double[] beats = peaks(activations, outputs, 0, frameRate);
    double[] downbeats = outputs > 1 ? peaks(activations, outputs, 1, frameRate) : new double[0];
    return new PickedBeats(beats, downbeats);
  }

  @Override
  public String name() {
    return "peaks above %s within %d frames".formatted(threshold, reach);
  }

  private double[] peaks(float[] activations, int outputs, int unit, double frameRate) {
    int frames = activations.length / outputs;
    DoubleStream.Builder times = DoubleStream.builder();
    for (int frame = 0; frame < frames; frame++) {
      float value = activations[frame * outputs + unit];
      if (value >= threshold && highest(activations, outputs, unit, frame, frames, value)) {
        times.add(frame / frameRate);
      }
    }
    return times.build().toArray();
  }

  /** Of equal values the first wins. */
  private boolean highest(
      float[] activations, int outputs, int unit, int frame, int frames, float value) {
    for (int other = Math.max(0, frame - reach); other < frame; other++) {
      if (activations[other * outputs + unit] >= value) {
        return false;
      }
    }
    for (int other = frame + 1; other <= Math.min(frames - 1, frame + reach); other++) {
      if (activations[other * outputs + unit] > value) {
        return false;
      }
    }
    return true;
  }
}
