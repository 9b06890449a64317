package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes a melody from a motif of one or two bars that returns with the chords. Positions are in beats. */
final class LeadPart {
  /** Channel of the melody. */
  static final int CHANNEL = 5;

  /** One note of the motif: step in the bar, length in steps, scale degrees away from the chord's root. */
  private record MotifNote(int step, int length, int degree) {}

  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};

  private final int stepsPerBeat;
  private final int key;
  private final int[] scale;
  private final int octave;
  private final List<List<MotifNote>> motifs = new ArrayList<>();

  /**
   * Draws the motifs.
   *
   * @param key pitch class of the tonic
   */
  LeadPart(int beats, int stepsPerBeat, int key, boolean minor, RandomGenerator random) {
    this.stepsPerBeat = stepsPerBeat;
    this.key = key;
    scale = minor ? MINOR : MAJOR;
    octave = 60 + 12 * random.nextInt(2);
    int count = 1 << random.nextInt(3);
    double density = 0.2 + 0.5 * random.nextDouble();
    boolean onEighths = random.nextBoolean() && stepsPerBeat == 4;
    for (int m = 0; m < count; m++) {
      List<MotifNote> motif = new ArrayList<>();
      int step = random.nextInt(3) == 0 ? (onEighths ? 2 : 1 + random.nextInt(3)) : 0;
      int degree = random.nextInt(7);
      int steps = beats * stepsPerBeat;
      while (step < steps) {
        int length = onEighths ? 2 * (1 + random.nextInt(3)) : 1 + random.nextInt(6);
        if (random.nextDouble() < density + 0.3) {
          motif.add(new MotifNote(step, length, degree));
        }
        degree = Math.max(-3, Math.min(11, degree + random.nextInt(5) - 2));
        step += length;
      }
      motifs.add(motif);
    }
  }

  /** Adds one bar. */
  void write(Bar bar, List<Note> notes) {
    if (!bar.section().lead()) {
      return;
    }
    for (MotifNote n : motifs.get(bar.indexInSection() % motifs.size())) {
      if (n.step() < bar.beats() * stepsPerBeat) {
        int degree = Math.floorMod(n.degree(), scale.length);
        int pitch = octave + key + scale[degree] + 12 * Math.floorDiv(n.degree(), scale.length);
        notes.add(
            new Note(
                bar.start() + n.step() / (double) stepsPerBeat,
                n.length() * 0.9 / stepsPerBeat,
                CHANNEL,
                Math.max(40, Math.min(108, pitch)),
                90));
      }
    }
  }
}
