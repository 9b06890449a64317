package org.neume.training.render;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes a bass line over the chords, one rhythm per piece. Positions are in beats. */
final class BassPart {
  /** Channel that bass lines use. */
  static final int CHANNEL = 1;

  private enum Rhythm {
    OFF_BEAT,
    EIGHTHS,
    OCTAVES,
    GALLOP,
    SIXTEENTHS,
    ROOTS,
    SYNCOPATED,
    WITH_KICK,
    WALKING
  }

  private final RandomGenerator random;
  private final Rhythm rhythm;
  private final int stepsPerBeat;
  private final boolean[] mask;

  BassPart(DrumStyle style, int stepsPerBeat, RandomGenerator random) {
    this.random = random;
    this.stepsPerBeat = stepsPerBeat;
    Rhythm drawn = Rhythm.values()[random.nextInt(Rhythm.values().length)];
    boolean pumping =
        style == DrumStyle.TRANCE || style == DrumStyle.HOUSE || style == DrumStyle.EUROBEAT;
    boolean walks = style.swung() && random.nextInt(5) > 0;
    rhythm = walks ? Rhythm.WALKING : pumping && random.nextBoolean() ? Rhythm.OFF_BEAT : drawn;
    mask = new boolean[16];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < (i % 4 == 0 ? 0.5 : i % 2 == 0 ? 0.4 : 0.25);
    }
    mask[0] = mask[0] || random.nextDouble() < 0.7;
  }

  /** Adds one bar. */
  void write(Bar bar, List<Note> notes) {
    if (!bar.section().bass()) {
      return;
    }
    int steps = bar.beats() * stepsPerBeat;
    for (int step = 0; step < steps; step++) {
      int inBeat = step % stepsPerBeat;
      int beat = step / stepsPerBeat;
      Chord chord = bar.chords().get(beat);
      boolean change = beat == 0 && inBeat == 0;
      if (beat > 0 && inBeat == 0) {
        change = !chord.equals(bar.chords().get(beat - 1));
      }
      int root = chord.pitches(28)[0];
      int half = stepsPerBeat / 2;
      double step1 = 1.0 / stepsPerBeat;
      switch (rhythm) {
        case OFF_BEAT -> {
          if (inBeat == half || (stepsPerBeat == 4 && inBeat > half && mask[beat % 16])) {
            add(notes, bar, step, root, step1 * 1.6);
          }
        }
        case EIGHTHS -> {
          if (stepsPerBeat == 3 || inBeat % 2 == 0) {
            add(notes, bar, step, root, step1 * 1.8);
          }
        }
        case OCTAVES -> {
          if (stepsPerBeat == 3 || inBeat % 2 == 0) {
            add(notes, bar, step, inBeat == 0 ? root : root + 12, step1 * 1.6);
          }
        }
        case GALLOP -> {
          if (inBeat != 1) {
            add(notes, bar, step, root, step1 * 0.9);
          }
        }
        case SIXTEENTHS -> add(notes, bar, step, root + (mask[step % 16] ? 12 : 0), step1 * 0.8);
        case ROOTS -> {
          if (change) {
            add(notes, bar, step, root, bar.beats() - beat);
          }
        }
        case SYNCOPATED -> {
          if (mask[step % 16]) {
            add(notes, bar, step, root + (step % 7 == 5 ? 7 : 0), step1 * 1.5);
          }
        }
        case WITH_KICK -> {
          if (change
              || (inBeat == 0 && beat == bar.beats() / 2)
              || (inBeat == half && mask[beat])) {
            add(notes, bar, step, root, step1 * 2);
          }
        }
        case WALKING -> {
          if (inBeat == 0) {
            int[] tones = chord.pitches(28);
            add(notes, bar, step, change ? root : tones[random.nextInt(tones.length)], 0.9);
          }
        }
      }
    }
  }

  private void add(List<Note> notes, Bar bar, int step, int pitch, double length) {
    double position = bar.start() + step / (double) stepsPerBeat;
    notes.add(new Note(position, length, CHANNEL, pitch, 88 + random.nextInt(24)));
  }
}
