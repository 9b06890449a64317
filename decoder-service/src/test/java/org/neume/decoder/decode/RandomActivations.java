package org.neume.decoder.decode;

import java.util.Random;

/** Activations for tests: rows of beat and downbeat, made from a seed alone. */
final class RandomActivations {
  private RandomActivations() {}

  /** Noise of a random strength, with some peaks thrown in. */
  static float[] noise(long seed, int frames) {
    Random random = new Random(seed);
    double level = Math.pow(10, -4 * random.nextDouble());
    float[] rows = new float[2 * frames];
    for (int i = 0; i < frames; i++) {
      double beat = level * random.nextDouble();
      if (random.nextInt(12) == 0) {
        beat = random.nextDouble();
      }
      rows[2 * i] = (float) beat;
      rows[2 * i + 1] = (float) (random.nextInt(3) == 0 ? beat * random.nextDouble() : level * 0.1);
    }
    return rows;
  }

  /** Values of which many are equal, so that paths tie. */
  static float[] coarse(long seed, int frames) {
    Random random = new Random(seed);
    float[] rows = new float[2 * frames];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {0, 0, 0.5f, 1}[random.nextInt(4)];
    }
    return rows;
  }

  /** Music: beats of a swaying tempo in bars, noise between, and silences. */
  static float[] music(long seed, int frames) {
    Random random = new Random(seed);
    float[] rows = noise(seed, frames);
    for (int i = 0; i < rows.length; i++) {
      rows[i] *= 0.1f;
    }
    double period = 30 + 70 * random.nextDouble();
    int bar = 3 + random.nextInt(2);
    int number = random.nextInt(bar);
    double frame = period * random.nextDouble();
    while (frame < frames - 1) {
      int at = (int) frame;
      float strength = (float) (0.3 + 0.7 * random.nextDouble());
      rows[2 * at] = strength;
      rows[2 * at + 1] = number == 0 ? 0.8f * strength : 0.05f * strength;
      number = (number + 1) % bar;
      period *= 1 + 0.02 * random.nextGaussian();
      period = Math.min(Math.max(period, 29), 108);
      frame += period;
      if (random.nextInt(40) == 0) {
        int silence = random.nextInt(600);
        for (int i = at + 5; i < Math.min(frames, at + 5 + silence); i++) {
          rows[2 * i] = 0;
          rows[2 * i + 1] = 0;
        }
        frame = Math.max(frame, at + 5 + silence);
      }
    }
    return rows;
  }
}
