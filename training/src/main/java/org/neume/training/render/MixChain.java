package org.neume.training.render;

import java.util.random.RandomGenerator;

/**
 * What happens between a dry mix and a file that somebody publishes: equalisers, rooms, compression, clipping, noise, band
 * limits like those of lossy codecs, loudness. Every step is drawn; none moves an onset.
 */
public final class MixChain {
  private static final double RATE = SoundfontRenderer.RATE;

  private MixChain() {}

  /**
   * Treats samples in place.
   *
   * @param strength 0..1: how much may happen; 1 for renderings, less for recordings that went through such a chain already
   */
  public static void apply(float[] audio, double strength, RandomGenerator random) {
    normalize(audio, 0.1);
    if (random.nextDouble() < 0.4 * strength) {
      room(audio, random);
    }
    if (random.nextDouble() < 0.7) {
      Biquad.highShelf(800 + 4000 * random.nextDouble(), 14 * (random.nextDouble() - 0.5), RATE)
          .apply(audio);
    }
    if (random.nextDouble() < 0.5) {
      double center = 60 * Math.pow(100, random.nextDouble());
      Biquad.peak(center, 0.5 + random.nextDouble(), 16 * (random.nextDouble() - 0.5), RATE)
          .apply(audio);
    }
    if (random.nextDouble() < 0.15) {
      Biquad.highPass(40 + 160 * random.nextDouble(), 0.7, RATE).apply(audio);
    }
    if (random.nextDouble() < 0.6 * strength) {
      compress(audio, random);
    }
    if (random.nextDouble() < 0.4 * strength) {
      double drive = 1 + 4 * random.nextDouble();
      normalize(audio, 0.15);
      for (int i = 0; i < audio.length; i++) {
        audio[i] = (float) Math.tanh(drive * audio[i]);
      }
    }
    if (random.nextDouble() < 0.3) {
      noise(audio, random);
    }
    if (random.nextDouble() < 0.6) {
      double corner = 10_500 + 6000 * random.nextDouble();
      Biquad.lowPass(corner, 0.54, RATE).apply(audio);
      Biquad.lowPass(corner, 1.31, RATE).apply(audio);
    }
    loudness(audio, random);
  }

  /** Scales to a root mean square, measured over what is not silent. */
  private static void normalize(float[] audio, double target) {
    double sum = 0;
    long count = 0;
    for (float x : audio) {
      if (x > 1e-5f || x < -1e-5f) {
        sum += x * (double) x;
        count++;
      }
    }
    if (count > 0 && sum > 0) {
      float gain = (float) (target / Math.sqrt(sum / count));
      for (int i = 0; i < audio.length; i++) {
        audio[i] *= gain;
      }
    }
  }

  /** Final level: between quiet and clipping, as found in the wild; peaks are clipped at full scale. */
  private static void loudness(float[] audio, RandomGenerator random) {
    normalize(audio, Math.pow(10, (-28 + 20 * random.nextDouble()) / 20));
    for (int i = 0; i < audio.length; i++) {
      audio[i] = Math.max(-1f, Math.min(1f, audio[i]));
    }
  }

  /** A small room: parallel combs with damping and two all-passes (Schroeder's structure). */
  private static void room(float[] audio, RandomGenerator random) {
    double size = 0.5 + 1.5 * random.nextDouble();
    double wet = 0.03 + 0.22 * random.nextDouble();
    double feedback = 0.55 + 0.3 * random.nextDouble();
    double damp = 0.2 + 0.5 * random.nextDouble();
    float[] sum = new float[audio.length];
    for (double delay : new double[] {0.0297, 0.0371, 0.0411, 0.0437}) {
      comb(audio, sum, (int) (delay * size * RATE), (float) feedback, (float) damp);
    }
    for (double delay : new double[] {0.005, 0.0017}) {
      allPass(sum, (int) (delay * size * RATE));
    }
    for (int i = 0; i < audio.length; i++) {
      audio[i] += (float) wet * sum[i];
    }
  }

  private static void comb(float[] in, float[] sum, int delay, float feedback, float damp) {
    float[] line = new float[delay];
    float low = 0;
    int at = 0;
    for (int i = 0; i < in.length; i++) {
      float out = line[at];
      low = out * (1 - damp) + low * damp;
      line[at] = in[i] + low * feedback;
      at = at + 1 == delay ? 0 : at + 1;
      sum[i] += out;
    }
  }

  private static void allPass(float[] audio, int delay) {
    float[] line = new float[Math.max(1, delay)];
    int at = 0;
    for (int i = 0; i < audio.length; i++) {
      float out = line[at];
      float x = audio[i];
      line[at] = x + 0.5f * out;
      audio[i] = out - 0.5f * x;
      at = at + 1 == line.length ? 0 : at + 1;
    }
  }

  private static void compress(float[] audio, RandomGenerator random) {
    double threshold = 0.03 + 0.1 * random.nextDouble();
    double ratio = 0.25 + 0.5 * random.nextDouble();
    double attack = Math.exp(-1 / ((0.002 + 0.02 * random.nextDouble()) * RATE));
    double release = Math.exp(-1 / ((0.05 + 0.25 * random.nextDouble()) * RATE));
    double level = 0;
    double gain = 1;
    for (int i = 0; i < audio.length; i++) {
      double x = Math.abs(audio[i]);
      level = x > level ? attack * level + (1 - attack) * x : release * level + (1 - release) * x;
      if (i % 16 == 0) {
        gain = level > threshold ? Math.pow(threshold / level, 1 - ratio) : 1;
      }
      audio[i] *= (float) gain;
    }
  }

  private static void noise(float[] audio, RandomGenerator random) {
    double level = 0.1 * Math.pow(10, (-55 + 33 * random.nextDouble()) / 20);
    double color = random.nextDouble();
    double last = 0;
    for (int i = 0; i < audio.length; i++) {
      double white = 2 * random.nextDouble() - 1;
      last = color * last + (1 - color) * white;
      audio[i] += (float) (level * 2 * last / Math.sqrt((1 - color) / (1 + color)));
    }
  }
}
