package org.neume.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

/**
 * Instruments that no training piece of the multipitch networks has, one of each family of General MIDI, so
 * that a test can ask what a network makes of sounds that it never heard: harpsichord, marimba, accordion,
 * nylon guitar, fingered bass, cello, choir, horn, clarinet, flute, sawtooth lead, warm pad, sitar.
 */
final class HeldInstruments {
  private static final int FAMILY = 8;
  private static final int CHANNELS = 16;

  /** Families from here on are noises and drums, which nothing is held out of. */
  private static final int UNTOUCHED = 112;

  /** Programs of General MIDI, from 0, by family; effects have the pad's. */
  private static final int[] HELD = {6, 12, 21, 24, 33, 42, 52, 60, 71, 73, 81, 89, 89, 104};

  /** What training pieces have in their place. */
  private static final Map<Integer, Integer> RELATIVES =
      Map.ofEntries(
          Map.entry(6, 7),
          Map.entry(12, 11),
          Map.entry(21, 20),
          Map.entry(24, 25),
          Map.entry(33, 34),
          Map.entry(42, 41),
          Map.entry(52, 53),
          Map.entry(60, 61),
          Map.entry(71, 70),
          Map.entry(73, 74),
          Map.entry(81, 80),
          Map.entry(89, 88),
          Map.entry(104, 105));

  private HeldInstruments() {}

  /** The score with relatives in place of what is held out. */
  static Score without(Score score) {
    return mapped(score, program -> RELATIVES.getOrDefault(program, program));
  }

  /** The score with nothing but what is held out: of each part's family the one that is. */
  static Score alone(Score score) {
    return mapped(score, program -> program >= UNTOUCHED ? HELD[1] : HELD[program / FAMILY]);
  }

  private static Score mapped(Score score, IntUnaryOperator programs) {
    List<Control> controls = new ArrayList<>();
    // A part that names no program, or not before its first note, is played by program 0.
    int unnamed = programs.applyAsInt(0);
    for (int channel = 0; channel < CHANNELS && unnamed != 0; channel++) {
      if (channel != Note.DRUMS) {
        controls.add(Control.program(0, channel, unnamed));
      }
    }
    for (Control control : score.controls()) {
      controls.add(
          control.command() == Control.PROGRAM && control.channel() != Note.DRUMS
              ? Control.program(
                  control.time(), control.channel(), programs.applyAsInt(control.first()))
              : control);
    }
    return score.with(score.notes(), controls);
  }
}
