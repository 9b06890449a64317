package org.neume.feature.signal;

import java.util.Arrays;

/**
 * Decides bin by bin of a frame how much of the high Q it takes: where neighboring harmonics
 * interfere, and nowhere else.
 *
 * <p>Peaks of the frame at high Q are harmonics. Two neighbors interfere at low Q if they lie closer
 * than {@value #FAR} / T of its window, of main lobe 4 / T; they are two and not one if there is a
 * valley between them at high Q, and if the weaker is not one of the stronger's side lobes (31 dB
 * down). A harmonic counts only where the long window lies in steady sound: a quarter of that window
 * earlier and later its power must be nearly the same. Of a tone that begins under a Hann window
 * that is so from 0.28 T behind its onset on in part, when 94 % of its amplitude is there, and from
 * 0.44 T on in full; across an onset low Q stays. Every condition is a ramp between two values, so
 * that weights do not flicker.
 *
 * <p>The bins of an interfering pair, and those to either side within half a main lobe of low Q,
 * get the product of the pair's conditions as weight. Belongs to one thread; allocates nothing per
 * frame.
 */
final class DynamicQ {

  /** Frames before and after a frame that are looked at. */
  static final int REACH = quarter(0);

  private static final int BINS = ConstantQBins.FIRST_EQUAL;

  /** Distances in 1/T of the low Q's window: up to NEAR two harmonics surely interfere. */
  private static final double NEAR = 3;

  private static final double FAR = 4;

  // Ratios of powers: 3 and 1 dB between peak and valley, 26 and 22 dB between the peaks, 4.5 and
  // 1.5 dB from a quarter of a window to the next.
  private static final Ramp VALLEY = new Ramp(0.79f, 0.5f);
  private static final Ramp LEVEL = new Ramp(0.0025f, 0.0063f);
  private static final Ramp STEADY = new Ramp(0.355f, 0.708f);

  /** Powers below have no part in anything: -110 dB of full scale. */
  private static final float FLOOR = 1e-11f;

  private final double[] centers = new double[BINS];
  private final double[] widths = new double[BINS];
  private final int[] spans = new int[BINS];
  private final int[] quarters = new int[BINS];
  private final int[] peaks = new int[BINS];
  private final float[] steadiness = new float[BINS];

  /** From 0 at {@code from} to 1 at {@code to}. */
  private record Ramp(float from, float to) {
    float at(float x) {
      return Math.max(0, Math.min(1, (x - from) / (to - from)));
    }
  }

  /** The powers of frames around the one that is decided upon, at high Q. */
  @FunctionalInterface
  interface Frames {
    /** The frame {@code distance} later, -REACH..REACH. */
    float[] high(int distance);
  }

  DynamicQ() {
    for (int bin = 0; bin < BINS; bin++) {
      double center = ConstantQBins.center(bin);
      centers[bin] = center;
      widths[bin] = 1 / ConstantQBins.lowSeconds(center);
      spans[bin] = (int) Math.ceil(bins(center, FAR * widths[bin]));
      quarters[bin] = quarter(bin);
    }
  }

  private static int quarter(int bin) {
    double frames =
        ConstantQBins.highSeconds(ConstantQBins.center(bin))
            * ConstantQBins.SAMPLE_RATE
            / ConstantQBins.HOP;
    return Math.max(1, (int) Math.round(frames / 4));
  }

  /** Bins from {@code frequency} up to {@code distance} Hz above. */
  private static double bins(double frequency, double distance) {
    return ConstantQBins.PER_OCTAVE * StrictMath.log(1 + distance / frequency) / StrictMath.log(2);
  }

  /**
   * Writes the weight of high Q, 0 to 1, of every bin below {@value ConstantQBins#FIRST_EQUAL}.
   */
  void weigh(Frames frames, float[] weights) {
    Arrays.fill(weights, 0, BINS, 0f);
    float[] powers = frames.high(0);
    int count = findPeaks(powers);
    for (int i = 0; i < count; i++) {
      steadiness[i] = -1;
    }
    for (int i = 0; i + 1 < count; i++) {
      float apart = apart(powers, peaks[i], peaks[i + 1]);
      if (apart > 0) {
        float weight = apart * steadiness(frames, i) * steadiness(frames, i + 1);
        if (weight > 0) {
          spread(weight, peaks[i], peaks[i + 1], weights);
        }
      }
    }
  }

  /** Local maxima that no stronger one within reach would drown. */
  private int findPeaks(float[] powers) {
    int count = 0;
    for (int bin = 1; bin < BINS - 1; bin++) {
      float power = powers[bin];
      if (power > FLOOR && power > powers[bin - 1] && power >= powers[bin + 1]) {
        // Weaker ones before it, and it itself behind a stronger one, would part a pair.
        while (count > 0 && drowns(powers, bin, peaks[count - 1])) {
          count--;
        }
        if (count == 0 || !drowns(powers, peaks[count - 1], bin)) {
          peaks[count++] = bin;
        }
      }
    }
    return count;
  }

  private boolean drowns(float[] powers, int strong, int weak) {
    return powers[weak] < LEVEL.from() * powers[strong]
        && Math.abs(strong - weak) <= spans[Math.min(strong, weak)];
  }

  /** How surely two peaks are two harmonics that low Q blurs. */
  private float apart(float[] powers, int left, int right) {
    double middle = (widths[left] + widths[right]) / 2;
    double distance = (centers[right] - centers[left]) / middle;
    if (distance >= FAR) {
      return 0;
    }
    float valley = Float.MAX_VALUE;
    for (int bin = left + 1; bin < right; bin++) {
      valley = Math.min(valley, powers[bin]);
    }
    float weaker = Math.min(powers[left], powers[right]);
    float stronger = Math.max(powers[left], powers[right]);
    float near = (float) Math.min(1, (FAR - distance) / (FAR - NEAR));
    return near * VALLEY.at(valley / weaker) * LEVEL.at(weaker / stronger);
  }

  private float steadiness(Frames frames, int peak) {
    if (steadiness[peak] < 0) {
      int bin = peaks[peak];
      float power = frames.high(0)[bin];
      float before = STEADY.at(likeness(power, near(frames.high(-quarters[bin]), bin)));
      float after = STEADY.at(likeness(power, near(frames.high(quarters[bin]), bin)));
      steadiness[peak] = before * after;
    }
    return steadiness[peak];
  }

  private static float likeness(float power, float other) {
    return Math.min(power, other) / Math.max(power, other);
  }

  private static float near(float[] powers, int bin) {
    return Math.max(powers[bin], Math.max(powers[bin - 1], powers[bin + 1]));
  }

  /** Full weight between the peaks, falling to 0 half a main lobe of low Q beside them. */
  private void spread(float weight, int left, int right, float[] weights) {
    int below = margin(left);
    int above = margin(right);
    for (int bin = Math.max(0, left - below); bin < Math.min(BINS, right + above + 1); bin++) {
      float share = 1;
      if (bin < left) {
        share = edge((float) (left - bin) / below);
      } else if (bin > right) {
        share = edge((float) (bin - right) / above);
      }
      weights[bin] = Math.max(weights[bin], weight * share);
    }
  }

  /** 1 over the first half of a margin, then a ramp. */
  private static float edge(float distance) {
    return Math.min(1, 2 - 2 * distance);
  }

  private int margin(int bin) {
    return spans[bin] / 2 + 1;
  }
}
