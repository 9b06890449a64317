package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes the drums of a piece, bar by bar: a pattern that repeats, variations, fills at phrase ends, crashes at phrase
 * starts, rolls that lead up. Positions are in beats.
 */
final class DrumPart {
  private static final int KICK = 36;
  private static final int CLOSED_HAT = 42;
  private static final int OPEN_HAT = 46;
  private static final int CRASH = 49;
  private static final int RIDE = 51;

  /** Channel of the noise that swells under a build-up. */
  static final int RISER = 6;

  /** General MIDI's reverse cymbal. */
  static final int RISER_PROGRAM = 119;

  private static final int[] TOMS = {50, 48, 47, 45, 43, 41};

  private final RandomGenerator random;
  private final int stepsPerBeat;
  private final String kick;
  private final String snare;
  private final String hat;
  private final String kickVariation;
  private final int snareKey;
  private final int hatKey;
  private final boolean layeredClap;
  private final boolean openOffBeat;
  private final boolean shaker;
  private final double crashes;
  private final double fills;

  /**
   * Draws the patterns for a piece.
   *
   * @param beats beats of the usual bar
   * @param stepsPerBeat 4, or 3 for compound meters
   */
  DrumPart(DrumStyle style, int beats, int stepsPerBeat, RandomGenerator random) {
    this.random = random;
    this.stepsPerBeat = stepsPerBeat;
    boolean four = beats == 4 && stepsPerBeat == 4;
    String drawnKick = four ? style.drawKick(random) : generic(beats, true);
    kickVariation = four ? style.drawKick(random) : drawnKick;
    String drawnSnare = four ? style.drawSnare(random) : generic(beats, false);
    kick = four && random.nextInt(3) == 0 ? DrumStyle.vary(drawnKick, random) : drawnKick;
    snare = four && random.nextInt(4) == 0 ? DrumStyle.vary(drawnSnare, random) : drawnSnare;
    hat = four ? style.drawHat(random) : hats(beats);
    snareKey = style.machine() && random.nextInt(3) == 0 ? 39 : random.nextInt(3) == 0 ? 40 : 38;
    boolean ride = style.swung() ? random.nextInt(5) > 0 : random.nextInt(3) == 0;
    hatKey = !style.machine() && ride ? RIDE : CLOSED_HAT;
    layeredClap = style.machine() && random.nextInt(3) == 0;
    openOffBeat = random.nextInt(3) == 0;
    shaker = random.nextInt(5) == 0;
    crashes = random.nextDouble();
    fills = random.nextDouble();
  }

  private String generic(int beats, boolean forKick) {
    StringBuilder pattern = new StringBuilder(".".repeat(beats * stepsPerBeat));
    if (forKick) {
      pattern.setCharAt(0, 'X');
      if (beats > 3) {
        pattern.setCharAt(
            (beats / 2 + (beats % 2 == 0 ? 0 : random.nextInt(2))) * stepsPerBeat, 'x');
      }
      if (random.nextBoolean()) {
        pattern.setCharAt(1 + random.nextInt(beats * stepsPerBeat - 1), '?');
      }
    } else if (beats == 3) {
      pattern.setCharAt(stepsPerBeat, random.nextInt(4) == 0 ? '.' : 'x');
      pattern.setCharAt(2 * stepsPerBeat, 'x');
    } else {
      for (int beat = 1; beat < beats; beat += 2) {
        pattern.setCharAt(beat * stepsPerBeat, 'X');
      }
    }
    return pattern.toString();
  }

  private String hats(int beats) {
    String cell =
        stepsPerBeat == 3
            ? DrumStyle.pick(List.of("Xxx", "X.x", "X.."), random)
            : DrumStyle.pick(List.of("X.x.", "x...", "xoxo"), random);
    return cell.repeat(beats);
  }

  /** Adds one bar. */
  void write(Bar bar, List<Note> notes) {
    Section section = bar.section();
    boolean fillBar = bar.endsSection() || bar.indexInSection() % 4 == 3;
    boolean fill = section.drums() && fillBar && random.nextDouble() < fills * 0.8;
    double fillFrom = fill ? bar.beats() - 1 - random.nextInt(Math.min(2, bar.beats())) : 1e9;
    if (section.kick()) {
      stroke(bar, bar.indexInSection() % 2 == 1 ? kickVariation : kick, KICK, 118, fillFrom, notes);
    }
    if (section.drums()) {
      stroke(bar, snare, snareKey, 112, fillFrom, notes);
      if (layeredClap) {
        stroke(bar, snare, 39, 90, fillFrom, notes);
      }
      hats(bar, fillFrom, notes);
      if (shaker) {
        for (int step = 0; step < bar.beats() * stepsPerBeat; step++) {
          add(notes, bar.start() + step / (double) stepsPerBeat, 70, step % 2 == 0 ? 60 : 40);
        }
      }
      boolean opens = bar.indexInSection() == 0 || bar.indexInSection() % 8 == 0;
      if (opens && random.nextDouble() < crashes) {
        add(notes, bar.start(), random.nextInt(3) == 0 ? 57 : CRASH, 110);
      }
    }
    if (fill) {
      fill(bar, fillFrom, notes);
    }
    if (section.buildUp()) {
      roll(bar, notes);
    }
  }

  private void stroke(Bar bar, String pattern, int key, int loud, double until, List<Note> notes) {
    for (int step = 0; step < bar.beats() * stepsPerBeat; step++) {
      double within = step / (double) stepsPerBeat;
      char mark = pattern.charAt(step % pattern.length());
      double velocity =
          switch (mark) {
            case 'X' -> 1;
            case 'x' -> 0.85;
            case 'o' -> 0.45;
            case '?' -> random.nextBoolean() ? 0.75 : 0;
            default -> 0;
          };
      if (velocity > 0 && within < until) {
        add(notes, bar.start() + within, key, (int) (loud * velocity) - random.nextInt(8));
      }
    }
  }

  private void hats(Bar bar, double until, List<Note> notes) {
    for (int step = 0; step < bar.beats() * stepsPerBeat; step++) {
      char mark = hat.charAt(step % hat.length());
      double within = step / (double) stepsPerBeat;
      if (mark == '.' || within >= until) {
        continue;
      }
      boolean offBeat = stepsPerBeat == 4 && step % 4 == 2;
      int key = offBeat && openOffBeat && mark == 'X' ? OPEN_HAT : hatKey;
      int velocity = mark == 'X' ? 100 : mark == 'x' ? 82 : 52;
      add(notes, bar.start() + within, key, velocity - random.nextInt(10));
    }
  }

  private void fill(Bar bar, double from, List<Note> notes) {
    int key = random.nextInt(3);
    List<Integer> keys = new ArrayList<>();
    for (int tom : TOMS) {
      keys.add(key == 0 ? 38 : tom);
    }
    int start = (int) Math.round(from * stepsPerBeat);
    int end = bar.beats() * stepsPerBeat;
    for (int step = start; step < end; step++) {
      if (random.nextDouble() < 0.8) {
        int index = (step - start) * keys.size() / Math.max(1, end - start);
        add(
            notes,
            bar.start() + step / (double) stepsPerBeat,
            keys.get(index),
            80 + random.nextInt(40));
      }
    }
  }

  private void roll(Bar bar, List<Note> notes) {
    if (bar.indexInSection() == 0) {
      double length = bar.lengthOfSection() * (double) bar.beats();
      notes.add(new Note(bar.start(), length, RISER, 60, 90));
    }
    double progress = (bar.indexInSection() + 1.0) / bar.lengthOfSection();
    int perBeat = progress <= 0.5 ? 1 : progress <= 0.75 ? 2 : 4;
    for (int step = 0; step < bar.beats() * perBeat; step++) {
      double within = step / (double) perBeat;
      int velocity = (int) (50 + 60 * progress * (0.7 + 0.3 * within / bar.beats()));
      add(notes, bar.start() + within, snareKey, velocity);
    }
  }

  private static void add(List<Note> notes, double position, int key, int velocity) {
    double length = key == CRASH || key == 57 ? 4 : 0.25;
    notes.add(new Note(position, length, Note.DRUMS, key, Math.max(1, Math.min(127, velocity))));
  }
}
