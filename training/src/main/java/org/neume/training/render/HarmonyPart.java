package org.neume.training.render;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes pads, rhythmic chords and arpeggios over the chords. Positions are in beats. */
final class HarmonyPart {
  /** Channel of sustained chords. */
  static final int PAD = 2;

  /** Channel of rhythmic chords. */
  static final int STABS = 3;

  /** Channel of broken chords. */
  static final int ARPEGGIO = 4;

  private static final List<String> STAB_RHYTHMS =
      List.of(
          "x..x..x...x..x..",
          "x..x..x.x..x..x.",
          "..x...x...x...x.",
          "x...x...x...x...",
          "x..x..x..x..x.x.",
          "x.....x.........",
          "....x.......x...",
          "x.x..x.x..x.x...",
          "x..x....x..x....",
          "...x..x....x..x.");

  private final int stepsPerBeat;
  private final String stabs;
  private final int base;
  private final int arpeggioStride;
  private final int arpeggioOrder;
  private final double gate;
  private final boolean anticipate;

  HarmonyPart(int stepsPerBeat, RandomGenerator random) {
    this.stepsPerBeat = stepsPerBeat;
    stabs = STAB_RHYTHMS.get(random.nextInt(STAB_RHYTHMS.size()));
    base = 50 + random.nextInt(14);
    arpeggioStride = random.nextInt(3) == 0 ? 2 : 1;
    arpeggioOrder = random.nextInt(4);
    gate = 0.4 + 0.6 * random.nextDouble();
    anticipate = random.nextInt(6) == 0;
  }

  /** Adds one bar. */
  void write(Bar bar, List<Note> notes) {
    Section section = bar.section();
    if (section.pad()) {
      pad(bar, notes);
    }
    int steps = bar.beats() * stepsPerBeat;
    double step1 = 1.0 / stepsPerBeat;
    for (int step = 0; step < steps; step++) {
      Chord chord = bar.chords().get(step / stepsPerBeat);
      double position = bar.start() + step * step1;
      boolean hit =
          stepsPerBeat == 4 ? stabs.charAt(step % 16) == 'x' : step % 3 == (base % 2 == 0 ? 0 : 2);
      if (section.stabs() && hit) {
        for (int pitch : chord.pitches(base)) {
          notes.add(new Note(position, step1 * 2 * gate, STABS, pitch, 84));
        }
      }
      if (section.arpeggio() && step % arpeggioStride == 0) {
        int pitch = arpeggio(chord, step / arpeggioStride);
        int velocity = step % stepsPerBeat == 0 ? 92 : 76;
        notes.add(new Note(position, step1 * arpeggioStride * gate, ARPEGGIO, pitch, velocity));
      }
    }
  }

  private int arpeggio(Chord chord, int index) {
    int[] tones = chord.pitches(base + 7);
    int size = tones.length * 2;
    int i =
        switch (arpeggioOrder) {
          case 0 -> index % size;
          case 1 -> size - 1 - index % size;
          case 2 -> {
            int turn = index % (2 * size - 2);
            yield turn < size ? turn : 2 * size - 2 - turn;
          }
          default -> index * 5 % size;
        };
    return Math.min(120, tones[i % tones.length] + 12 * (i / tones.length));
  }

  private void pad(Bar bar, List<Note> notes) {
    int from = 0;
    for (int beat = 1; beat <= bar.beats(); beat++) {
      boolean change =
          beat == bar.beats() || !bar.chords().get(beat).equals(bar.chords().get(from));
      if (change) {
        double early = anticipate && from > 0 ? 0.5 : 0;
        for (int pitch : bar.chords().get(from).pitches(base)) {
          notes.add(
              new Note(bar.start() + from - early, beat - from + early - 0.05, PAD, pitch, 70));
        }
        from = beat;
      }
    }
  }
}
