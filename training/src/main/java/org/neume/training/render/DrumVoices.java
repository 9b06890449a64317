package org.neume.training.render;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A synthetic drum kit: each General MIDI percussion key gets one drawn sound per kit, made of falling sines, tones and
 * filtered noise. Not thread-safe.
 */
final class DrumVoices {
  private static final double RATE = SoundfontRenderer.RATE;

  private final Map<Integer, float[]> sounds = new HashMap<>();
  private final long seed;
  private final boolean chip;

  /**
   * Draws a kit.
   *
   * @param chip true for short noise bursts like those of old game consoles
   */
  DrumVoices(boolean chip, RandomGenerator random) {
    this.chip = chip;
    seed = random.nextLong();
  }

  /** Samples of a stroke on a key. */
  float[] sound(int key) {
    return sounds.computeIfAbsent(key, k -> make(k, new SplittableRandom(seed + 31L * kind(k))));
  }

  private static int kind(int key) {
    return switch (key) {
      case 35, 36 -> 36;
      case 38, 40 -> 38;
      case 42, 44 -> 42;
      case 49, 52, 55, 57 -> 49;
      case 51, 53, 59 -> 51;
      default -> key;
    };
  }

  private float[] make(int key, RandomGenerator r) {
    return switch (kind(key)) {
      case 36 -> kick(r);
      case 38 ->
          mix(
              noise(0.08 + 0.2 * r.nextDouble(), 800 + 2500 * r.nextDouble(), 12_000, 0.6, r),
              tone(
                  160 + 90 * r.nextDouble(),
                  1.0 + 0.6 * r.nextDouble(),
                  0.03,
                  0.12,
                  chip ? 0 : 0.6));
      case 39 -> clap(r);
      case 37, 75, 76, 77 -> tone(700 + 1100 * r.nextDouble(), 1, 0.01, 0.03, 0.5);
      case 42 -> noise(0.02 + 0.04 * r.nextDouble(), 6000 + 3000 * r.nextDouble(), 16_000, 0.35, r);
      case 46 -> noise(0.15 + 0.25 * r.nextDouble(), 5500 + 3000 * r.nextDouble(), 16_000, 0.32, r);
      case 49 -> noise(0.8 + 1.2 * r.nextDouble(), 2500 + 2500 * r.nextDouble(), 16_000, 0.4, r);
      case 51 ->
          mix(
              noise(0.3 + 0.3 * r.nextDouble(), 7000, 16_000, 0.15, r),
              tone(3000 + 2500 * r.nextDouble(), 1, 0.05, 0.25, 0.08));
      case 41, 43, 45, 47, 48, 50, 60, 61, 62, 63, 64 ->
          tone(80 + 14.0 * (kind(key) - 40), 1.5 + r.nextDouble(), 0.05, 0.22, 0.8);
      case 54, 69, 70, 82 -> noise(0.03 + 0.05 * r.nextDouble(), 5000, 14_000, 0.25, r);
      case 56 -> mix(tone(545, 1, 0.05, 0.15, 0.2), tone(815, 1, 0.05, 0.15, 0.2));
      default -> noise(0.08, 3000, 12_000, 0.25, r);
    };
  }

  private float[] kick(RandomGenerator r) {
    double low = 42 + 18 * r.nextDouble();
    double ratio = 2 + 5 * r.nextDouble();
    float[] body = tone(low, ratio, 0.015 + 0.04 * r.nextDouble(), 0.1 + 0.25 * r.nextDouble(), 1);
    float[] click = noise(0.004, 1500, 9000, 0.5 * r.nextDouble(), r);
    float[] mixed = mix(body, click);
    double drive = 1 + 4 * r.nextDouble() * r.nextDouble();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (Math.tanh(drive * mixed[i]) / Math.tanh(drive));
    }
    return mixed;
  }

  private float[] clap(RandomGenerator r) {
    float[] burst = noise(0.09 + 0.12 * r.nextDouble(), 900, 6000, 0.5, r);
    float[] early = noise(0.006, 900, 6000, 0.45, r);
    float[] clap = new float[burst.length];
    // The first of the short bursts is the onset; the long one follows within 15 ms.
    for (int b = 0; b < 2; b++) {
      int at = (int) (b * 0.007 * RATE);
      for (int i = 0; i < early.length && at + i < clap.length; i++) {
        clap[at + i] += early[i];
      }
    }
    int at = (int) (0.014 * RATE);
    for (int i = 0; at + i < clap.length; i++) {
      clap[at + i] += burst[i];
    }
    return clap;
  }

  /** A sine that falls from {@code ratio} times its frequency, with an exponential decay (seconds to 1/e). */
  private static float[] tone(
      double frequency, double ratio, double glide, double decay, double gain) {
    float[] out = new float[(int) (5 * decay * RATE)];
    double phase = 0.08;
    for (int i = 0; i < out.length; i++) {
      double t = i / RATE;
      phase += frequency * (1 + (ratio - 1) * Math.exp(-t / glide)) / RATE;
      out[i] = (float) (gain * Math.exp(-t / decay) * Math.sin(2 * Math.PI * phase));
    }
    return out;
  }

  /** Noise between two corners (Hz) with an exponential decay. */
  private static float[] noise(
      double decay, double from, double to, double gain, RandomGenerator r) {
    float[] out = new float[(int) (5 * decay * RATE)];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (2 * r.nextDouble() - 1);
    }
    Biquad.highPass(from, 0.8, RATE).apply(out);
    Biquad.lowPass(to, 0.7, RATE).apply(out);
    for (int i = 0; i < out.length; i++) {
      out[i] *= (float) (gain * 2 * Math.exp(-i / (decay * RATE)));
    }
    return out;
  }

  private static float[] mix(float[] a, float[] b) {
    float[] longer = a.length >= b.length ? a : b;
    float[] shorter = longer == a ? b : a;
    float[] sum = longer.clone();
    for (int i = 0; i < shorter.length; i++) {
      sum[i] += shorter[i];
    }
    return sum;
  }
}
