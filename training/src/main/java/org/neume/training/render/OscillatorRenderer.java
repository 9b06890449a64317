package org.neume.training.render;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Renders scores with oscillators and synthetic drums instead of a soundfont: drawn sounds per part, echoes in time, and
 * ducking of everything pitched under the bass drum. Stateless.
 */
public final class OscillatorRenderer {
  private static final int CHANNELS = 16;

  private OscillatorRenderer() {}

  /**
   * Renders a piece to one channel.
   *
   * @param seconds length of the result
   * @param random draws the sounds
   * @return samples at {@link SoundfontRenderer#RATE}
   */
  public static float[] render(Score score, double seconds, RandomGenerator random) {
    int length = (int) Math.round(seconds * SoundfontRenderer.RATE);
    boolean chip = random.nextInt(6) == 0;
    double beatsPerSecond = Math.max(0.5, score.medianTempo() / 60);
    int[] programs = programs(score);
    float[][] buses = new float[CHANNELS][];
    Patch[] patches = new Patch[CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      patches[channel] = Patch.draw(programs[channel], beatsPerSecond, chip, random);
    }
    DrumVoices drums = new DrumVoices(chip, random);
    float[] drumBus = new float[length];
    for (Note n : score.notes()) {
      if (n.isDrum()) {
        stroke(drumBus, drums.sound(n.pitch()), n);
        continue;
      }
      if (buses[n.channel()] == null) {
        buses[n.channel()] = new float[length];
      }
      if (programs[n.channel()] == DrumPart.RISER_PROGRAM) {
        riser(buses[n.channel()], n, random.nextLong());
        continue;
      }
      double level = n.velocity() / 127.0;
      double held = Math.min(n.duration(), 12);
      ToneVoice.add(buses[n.channel()], n.time(), held, n.pitch(), level, patches[n.channel()]);
    }
    boolean duck = random.nextInt(5) < 2;
    float[] duckGain =
        duck ? duckGain(score, length, 0.3 + 0.6 * random.nextDouble(), random) : null;
    float[] mix = new float[length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      boolean echo = random.nextInt(3) == 0;
      double delay = new double[] {0.5, 0.75, 0.75, 1}[random.nextInt(4)] / beatsPerSecond;
      double feedback = 0.2 + 0.3 * random.nextDouble();
      float[] bus = buses[channel];
      if (bus == null) {
        continue;
      }
      if (echo && programs[channel] / 8 != 4) {
        echo(bus, (int) (delay * SoundfontRenderer.RATE), (float) feedback);
      }
      for (int i = 0; i < length; i++) {
        mix[i] += duckGain == null ? bus[i] : bus[i] * duckGain[i];
      }
    }
    float drumGain = (float) (0.35 + 0.5 * random.nextDouble());
    for (int i = 0; i < length; i++) {
      mix[i] += drumGain * drumBus[i];
    }
    return mix;
  }

  private static int[] programs(Score score) {
    int[] programs = new int[CHANNELS];
    for (Control c : score.controls()) {
      if (c.command() == Control.PROGRAM) {
        programs[c.channel()] = c.first();
      }
    }
    return programs;
  }

  private static void stroke(float[] bus, float[] sound, Note n) {
    int start = (int) Math.round(n.time() * SoundfontRenderer.RATE);
    float gain = (n.velocity() / 127f) * (n.velocity() / 127f);
    for (int i = 0; i < sound.length && start + i < bus.length; i++) {
      bus[start + i] += gain * sound[i];
    }
  }

  /** Noise that swells and brightens until the note ends. */
  private static void riser(float[] bus, Note n, long seed) {
    SplittableRandom noise = new SplittableRandom(seed);
    int start = (int) Math.round(n.time() * SoundfontRenderer.RATE);
    int length = (int) (n.duration() * SoundfontRenderer.RATE);
    double low = 0;
    for (int i = 0; i < length && start + i < bus.length; i++) {
      double x = i / (double) length;
      double white = 2 * noise.nextDouble() - 1;
      low += (0.02 + 0.6 * x * x) * (white - low);
      bus[start + i] += (float) (0.25 * x * x * low);
    }
  }

  private static void echo(float[] bus, int delay, float feedback) {
    for (int i = delay; i < bus.length; i++) {
      bus[i] += feedback * bus[i - delay];
    }
  }

  /** Gain that drops under every stroke of the bass drum and recovers. */
  private static float[] duckGain(Score score, int length, double depth, RandomGenerator random) {
    float[] gain = new float[length];
    Arrays.fill(gain, 1f);
    int recovery = (int) ((0.08 + 0.25 * random.nextDouble()) * SoundfontRenderer.RATE);
    for (Note n : score.notes()) {
      if (n.isDrum() && (n.pitch() == 36 || n.pitch() == 35)) {
        int start = (int) Math.round(n.time() * SoundfontRenderer.RATE);
        for (int i = 0; i < recovery && start + i < length; i++) {
          double x = i / (double) recovery;
          gain[start + i] = (float) Math.min(gain[start + i], 1 - depth * (1 - x) * (1 - x));
        }
      }
    }
    return gain;
  }
}
