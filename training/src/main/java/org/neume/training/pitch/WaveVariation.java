package org.neume.training.pitch;

import java.util.SplittableRandom;
import org.neume.training.data.Sound;
import org.neume.training.network.PitchClassicConfig;

/** Raw audio of a note: begun a little earlier or later, louder or softer, upside down, with noise. */
final class WaveVariation {
  private static final int SAMPLES = PitchClassicConfig.SAMPLES;
  private static final int FRAMES = PitchClassicConfig.FRAMES;

  /** Frames before and behind its onset that a window may begin with. */
  private static final int EARLY = 3;

  private static final int LATE = 2;
  private static final double NOISY = 0.3;
  private static final double SAME_LEVEL = 0.3;

  private final PitchOptions options;
  private final SplittableRandom random;

  WaveVariation(PitchOptions options, SplittableRandom random) {
    this.options = options;
    this.random = random;
  }

  PitchSampler.NoteVariation write(Sound sound, float[] target, int offset) {
    float[] heard = new float[(FRAMES + 1) * SAMPLES];
    int first = (int) sound.label().onset() - EARLY + random.nextInt(EARLY + LATE);
    sound.copy(first, FRAMES + 1, SAMPLES, heard, 0);
    boolean same = random.nextDouble() < SAME_LEVEL;
    double decibels = same ? 0 : options.levels() * (2 * random.nextDouble() - 1);
    float gain = (float) Math.pow(10, decibels / 20) * (random.nextBoolean() ? 1 : -1);
    float noise =
        random.nextDouble() < NOISY ? (float) Math.pow(10, -2 - 2 * random.nextDouble()) : 0;
    int shift = random.nextInt(SAMPLES);
    for (int i = 0; i < FRAMES * SAMPLES; i++) {
      float hiss = noise == 0 ? 0 : noise * (float) (2 * random.nextDouble() - 1);
      target[offset + i] = gain * heard[shift + i] + hiss;
    }
    return new PitchSampler.NoteVariation(sound.label().pitch(), same);
  }
}
