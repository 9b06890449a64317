package org.neume.training.pitch;

import java.util.SplittableRandom;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.Sound;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.PitchNetworkConfig;

/**
 * Constant-Q spectra of a note: begun a little earlier or later, transposed and detuned by moving bins,
 * louder or softer, through another filter, with a floor of noise. Values are log10(1 + 10,000 amplitude).
 */
final class SpectrumVariation {
  private static final int BINS = PitchNetworkConfig.BINS;
  private static final int FRAMES = PitchNetworkConfig.WINDOW;

  /** Values of the representation are multiples of a 64th, below 5. */
  private static final int STEPS = 64;

  private static final float[] AMPLITUDES = amplitudes();
  private static final int MOST_SEMITONES = 7;
  private static final double DETUNED = 0.4;
  private static final double SAME_LEVEL = 0.3;
  private static final double FILTERED = 0.5;
  private static final double NOISY = 0.3;
  private static final double LATER = 0.12;

  /** Frames that a note may have sounded already. */
  private static final int LATEST = 20;

  private static final double FILTER_DECIBELS = 10;

  private final PitchOptions options;
  private final SplittableRandom random;

  SpectrumVariation(PitchOptions options, SplittableRandom random) {
    this.options = options;
    this.random = random;
  }

  private static float[] amplitudes() {
    float[] table = new float[5 * STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (Math.pow(10, i / (double) STEPS) - 1);
    }
    return table;
  }

  PitchSampler.NoteVariation write(Sound sound, float[] target, int offset) {
    float[] heard = new float[FRAMES * BINS];
    int onset = (int) sound.label().onset();
    // The window's second frame is the one that the note is said to begin with.
    int begin =
        random.nextDouble() < LATER
            ? onset + random.nextInt(LATEST)
            : onset - 2 + random.nextInt(4);
    sound.copy(begin - 1, FRAMES, BINS, heard, 0);
    boolean same = random.nextDouble() < SAME_LEVEL;
    boolean filtered = random.nextDouble() < FILTERED;
    boolean noisy = random.nextDouble() < NOISY;
    if (!same || filtered || noisy) {
      change(
          heard, factors(same, filtered), noisy ? Math.pow(10, 2 * random.nextDouble() - 0.5) : 0);
    }
    int semitones = semitones(sound.label().pitch());
    int bins =
        NoteNetworkConfig.BINS_PER_SEMITONE * semitones
            + (random.nextDouble() < DETUNED ? (random.nextBoolean() ? 1 : -1) : 0);
    int from = Math.max(0, -bins);
    int to = Math.max(0, bins);
    for (int frame = 0; frame < FRAMES; frame++) {
      System.arraycopy(
          heard, frame * BINS + from, target, offset + frame * BINS + to, BINS - Math.abs(bins));
    }
    return new PitchSampler.NoteVariation(sound.label().pitch() + semitones, same);
  }

  private int semitones(int pitch) {
    if (random.nextDouble() >= options.transposition()) {
      return 0;
    }
    int drawn = random.nextInt(2 * MOST_SEMITONES + 1) - MOST_SEMITONES;
    return Math.max(0, Math.min(SingleNoteOutputs.PITCHES - 1, pitch + drawn)) - pitch;
  }

  /** What the amplitude of each bin is multiplied by: a level, and a smooth curve. */
  private float[] factors(boolean same, boolean filtered) {
    float[] factors = new float[BINS];
    double level = same ? 0 : options.levels() * (2 * random.nextDouble() - 1);
    double depth = filtered ? FILTER_DECIBELS * random.nextDouble() : 0;
    double waves = 0.5 + 2.5 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    for (int bin = 0; bin < BINS; bin++) {
      double curve = depth * Math.sin(phase + 2 * Math.PI * waves * bin / BINS);
      factors[bin] = (float) Math.pow(10, (level + curve) / 20);
    }
    return factors;
  }

  /** Noise is given in multiples of a ten thousandth of full scale. */
  private void change(float[] frames, float[] factors, double noise) {
    for (int i = 0; i < frames.length; i++) {
      int entry = Math.max(0, Math.min(AMPLITUDES.length - 1, Math.round(frames[i] * STEPS)));
      double amplitude = AMPLITUDES[entry] * factors[i % BINS];
      if (noise > 0) {
        amplitude += noise * random.nextDouble();
      }
      frames[i] = amplitude == 0 ? 0 : (float) Math.log10(1 + amplitude);
    }
  }
}
