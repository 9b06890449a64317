package org.neume.training.beats;

import java.util.Arrays;

/** Writes the targets of one segment: widened beats and downbeats, and the tempo class. */
final class BeatTargets {
  private final LossOptions options;
  private final int tempoClasses;

  BeatTargets(LossOptions options, int tempoClasses) {
    this.options = options;
    this.tempoClasses = tempoClasses;
  }

  /**
   * Fills the rows of item {@code item} of a batch.
   *
   * @param positions beat positions in frames of the segment, any real number, rising
   * @param numbers number in the bar of each, or empty where unknown
   */
  void write(BeatBatch batch, int item, double[] positions, int[] numbers) {
    int base = item * batch.frames() * 2;
    boolean downbeats = numbers.length > 0;
    for (int frame = 0; frame < batch.frames(); frame++) {
      batch.weights()[base + 2 * frame] = 1;
      batch.weights()[base + 2 * frame + 1] = downbeats ? 1 : 0;
    }
    for (int i = 0; i < positions.length; i++) {
      int center = (int) Math.rint(positions[i]);
      if (center < -2 || center >= batch.frames() + 2) {
        continue;
      }
      widen(batch, base, center, 0);
      if (downbeats && numbers[i] == 1) {
        widen(batch, base, center, 1);
      }
    }
    writeTempo(batch, item, positions);
  }

  private void widen(BeatBatch batch, int base, int center, int channel) {
    raise(batch, base, center, channel, 1);
    for (int side = -1; side <= 1; side += 2) {
      raise(batch, base, center + side, channel, options.neighbor());
      raise(batch, base, center + 2 * side, channel, options.secondNeighbor());
    }
  }

  private void raise(BeatBatch batch, int base, int frame, int channel, double value) {
    if (frame < 0 || frame >= batch.frames() || value == 0) {
      return;
    }
    int at = base + 2 * frame + channel;
    batch.targets()[at] = Math.max(batch.targets()[at], (float) value);
    if (value == 1 && batch.weights()[at] > 0) {
      batch.weights()[at] = (float) options.positiveWeight();
    }
  }

  /** The median tempo of the segment, spread over ±1 BPM (0.5) and ±2 BPM (0.25), summing to 1. */
  private void writeTempo(BeatBatch batch, int item, double[] positions) {
    double[] inside = Arrays.stream(positions).filter(p -> p >= 0 && p < batch.frames()).toArray();
    if (tempoClasses == 0 || inside.length < 5) {
      return;
    }
    double[] intervals = new double[inside.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = inside[i + 1] - inside[i];
    }
    Arrays.sort(intervals);
    int bpm = (int) Math.rint(6000 / intervals[intervals.length / 2]);
    double[] spread = {0.25, 0.5, 1, 0.5, 0.25};
    for (int i = 0; i < spread.length; i++) {
      int tempo = bpm + i - 2;
      if (tempo >= 0 && tempo < tempoClasses) {
        batch.tempoTargets()[item * tempoClasses + tempo] = (float) (spread[i] / 2.5);
      }
    }
  }
}
