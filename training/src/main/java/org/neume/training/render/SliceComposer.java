package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Composes random notes struck together: slices of 1 to 8 notes, 3 on average, anywhere on the keyboard,
 * as single notes, intervals, chords and clusters, now sparse, now quick, some held over the next slices.
 * What no style teaches is in it: every pitch beside every other one.
 */
public final class SliceComposer {
  /** How often slices of 1, 2, ... 8 notes are drawn, of 100; their mean is 3. */
  private static final int[] OF_HUNDRED = {20, 24, 22, 16, 10, 5, 2, 1};

  private static final int LOWEST = 21;
  private static final int HIGHEST = 108;
  private static final int CHANNELS = 3;

  /** Semitones between notes that are often heard together. */
  private static final int[] STEPS = {3, 4, 5, 7, 12, 3, 4, 5, 8, 9, 12, 16, 19, 24, 2, 1};

  private SliceComposer() {}

  /**
   * Composes.
   *
   * @param seconds length
   * @param program General MIDI program of all notes, or -1 to draw one for each of three parts
   */
  public static Score compose(RandomGenerator random, double seconds, int program) {
    List<Note> notes = new ArrayList<>();
    List<Control> controls = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      controls.add(
          Control.program(0, channel, program >= 0 ? program : pitched(random.nextInt(104))));
    }
    double time = 0.1 + 0.3 * random.nextDouble();
    double pace = 0.15 + 0.6 * random.nextDouble();
    double[] freeAt = new double[HIGHEST + 1];
    while (time < seconds - 0.3) {
      double gap = pace * (0.5 + 1.2 * random.nextDouble());
      for (int pitch : pitches(random)) {
        double length = gap * (0.3 + 0.7 * random.nextDouble());
        if (random.nextInt(8) == 0) {
          length = gap * (1 + 3 * random.nextDouble());
        }
        // Struck together, as hands do it.
        double onset = time + 0.004 * random.nextDouble();
        if (onset >= freeAt[pitch]) {
          int velocity = 30 + random.nextInt(97);
          length = Math.max(0.06, length);
          notes.add(new Note(onset, length, random.nextInt(CHANNELS), pitch, velocity));
          freeAt[pitch] = onset + length + 0.02;
        }
      }
      time += gap;
      if (random.nextInt(12) == 0) {
        pace = 0.15 + 0.6 * random.nextDouble();
      }
    }
    return new Score(notes, controls, List.of(), false);
  }

  private static int pitched(int program) {
    // Timpani and orchestra hits sound at no clear pitch.
    return program == 47 || program == 55 ? 0 : program;
  }

  private static NavigableSet<Integer> pitches(RandomGenerator random) {
    int count = 1;
    int drawn = random.nextInt(100);
    while (drawn >= OF_HUNDRED[count - 1]) {
      drawn -= OF_HUNDRED[count - 1];
      count++;
    }
    NavigableSet<Integer> pitches = new TreeSet<>();
    // Most music is in the middle.
    int first = (int) Math.round(60 + 17 * random.nextGaussian());
    pitches.add(clamp(first));
    boolean anywhere = random.nextInt(4) == 0;
    while (pitches.size() < count) {
      int from = random.nextBoolean() ? pitches.last() : pitches.first();
      int step = STEPS[random.nextInt(STEPS.length)];
      int next = from == pitches.last() ? from + step : from - step;
      if (anywhere) {
        next = LOWEST + random.nextInt(HIGHEST - LOWEST + 1);
      }
      if (next < LOWEST || next > HIGHEST) {
        anywhere = true;
      } else {
        pitches.add(next);
      }
    }
    return pitches;
  }

  private static int clamp(int pitch) {
    return Math.max(LOWEST, Math.min(HIGHEST, pitch));
  }
}
