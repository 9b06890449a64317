package org.neume.training.render;

import java.util.random.RandomGenerator;

/**
 * A sound of the oscillator synthesizer.
 *
 * @param wave oscillator
 * @param voices detuned copies, 1..4
 * @param detune relative frequency spread of the copies
 * @param pulseWidth duty cycle of the square wave
 * @param attack seconds
 * @param decay seconds to fall to the sustain level
 * @param sustain level, 0..1
 * @param release seconds
 * @param cutoff low-pass corner as a multiple of the note's frequency
 * @param sweep further multiple added by the filter envelope at its peak
 * @param sweepTime seconds in which the filter envelope falls to a third
 * @param resonance 0..0.9
 * @param wobble filter modulations per second, 0 for none
 * @param fmRatio frequency of the modulator as a multiple of the note's
 * @param fmIndex modulation index at the onset
 * @param vibrato relative depth of a vibrato of 5.5 Hz that sets in after the onset, 0 for none
 * @param gain linear
 */
record Patch(
    Wave wave,
    int voices,
    double detune,
    double pulseWidth,
    double attack,
    double decay,
    double sustain,
    double release,
    double cutoff,
    double sweep,
    double sweepTime,
    double resonance,
    double wobble,
    double fmRatio,
    double fmIndex,
    double vibrato,
    double gain) {

  enum Wave {
    SAW,
    SQUARE,
    TRIANGLE,
    SINE,
    FM
  }

  /**
   * Whole numbers: a modulator at f / 2 or any odd multiple of it puts sidebands at f / 2 as well, and
   * the note is heard an octave below its label.
   */
  private static final double[] DRAWN_RATIOS = {1, 1, 1, 2, 3, 2, 4, 7, 14};

  /**
   * Largest index of modulators far above the note: near 2.4 its own frequency, the only one that says
   * which note it is, would vanish.
   */
  private static final double GENTLE_INDEX = 1.9;

  private static final double STRONG_INDEX = 5.5;

  private enum Role {
    BASS,
    PAD,
    LEAD,
    PLUCK
  }

  /**
   * Draws a sound that does the job of a General MIDI program.
   *
   * @param beatsPerSecond tempo, for filter modulation in time
   * @param chip true for the plain squares and triangles of old game consoles
   */
  static Patch draw(int program, double beatsPerSecond, boolean chip, RandomGenerator r) {
    Role role = role(program, r);
    Wave wave = wave(role, chip, r);
    int voices = chip || wave == Wave.FM || role == Role.BASS ? 1 : 1 + r.nextInt(4);
    double wobble =
        role == Role.BASS && r.nextInt(5) == 0 ? beatsPerSecond * (1 << r.nextInt(3)) : 0;
    double attack =
        role == Role.PAD
            ? 0.005 + 0.25 * r.nextDouble() * r.nextDouble()
            : 0.001 + 0.008 * r.nextDouble();
    double sustain =
        switch (role) {
          case PAD -> 0.7 + 0.3 * r.nextDouble();
          case LEAD -> 0.4 + 0.5 * r.nextDouble();
          case BASS -> 0.2 + 0.7 * r.nextDouble();
          case PLUCK -> 0.3 * r.nextDouble();
        };
    double gain =
        switch (role) {
          case PAD -> 0.10;
          case LEAD -> 0.16;
          case BASS -> 0.28;
          case PLUCK -> 0.14;
        };
    double detune = 0.002 + 0.012 * r.nextDouble();
    double pulseWidth = chip ? 0.125 * (1 + r.nextInt(4)) : 0.2 + 0.3 * r.nextDouble();
    double decay = 0.05 + 0.4 * r.nextDouble();
    double release = role == Role.PAD ? 0.1 + 0.6 * r.nextDouble() : 0.02 + 0.15 * r.nextDouble();
    double cutoff = chip ? 60 : 1.5 + 12 * r.nextDouble() * r.nextDouble();
    double sweep = chip ? 0 : 10 * r.nextDouble() * r.nextDouble();
    double sweepTime = 0.03 + 0.3 * r.nextDouble();
    double resonance = chip ? 0 : 0.75 * r.nextDouble();
    double ratio = DRAWN_RATIOS[r.nextInt(DRAWN_RATIOS.length)];
    double index = 0.5 + 5 * r.nextDouble();
    return new Patch(
        wave,
        voices,
        detune,
        pulseWidth,
        attack,
        decay,
        sustain,
        release,
        cutoff,
        sweep,
        sweepTime,
        resonance,
        wobble,
        ratio,
        ratio > 4 ? index * GENTLE_INDEX / STRONG_INDEX : index,
        role == Role.LEAD && r.nextBoolean() ? 0.012 * r.nextDouble() : 0,
        gain * (0.6 + 0.8 * r.nextDouble()));
  }

  private static Role role(int program, RandomGenerator r) {
    if (program >= 32 && program < 40) {
      return Role.BASS;
    }
    if ((program >= 88 && program < 96) || (program >= 48 && program < 55)) {
      return Role.PAD;
    }
    if (program >= 56 && program < 88) {
      return Role.LEAD;
    }
    return r.nextInt(4) == 0 ? Role.LEAD : Role.PLUCK;
  }

  private static Wave wave(Role role, boolean chip, RandomGenerator r) {
    if (chip) {
      return role == Role.BASS || r.nextInt(4) == 0 ? Wave.TRIANGLE : Wave.SQUARE;
    }
    Wave[] waves =
        switch (role) {
          case BASS -> new Wave[] {Wave.SAW, Wave.SQUARE, Wave.SINE, Wave.TRIANGLE, Wave.FM};
          case PAD -> new Wave[] {Wave.SAW, Wave.SAW, Wave.SQUARE, Wave.TRIANGLE};
          case LEAD -> new Wave[] {Wave.SAW, Wave.SQUARE, Wave.FM, Wave.SAW};
          case PLUCK -> new Wave[] {Wave.SAW, Wave.SQUARE, Wave.FM, Wave.TRIANGLE, Wave.FM};
        };
    return waves[r.nextInt(waves.length)];
  }
}
