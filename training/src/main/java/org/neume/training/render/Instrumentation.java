package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses General MIDI programs: another one of the same family for a piece that names its own, suitable ones for parts that
 * were composed here.
 */
public final class Instrumentation {
  private static final int[] PADS = {
    48, 49, 50, 51, 52, 88, 89, 90, 91, 92, 93, 94, 95, 16, 18, 19, 61
  };
  private static final int[] STABS = {
    0, 1, 2, 4, 5, 6, 7, 16, 17, 24, 25, 26, 27, 28, 29, 30, 61, 62, 63, 80, 81, 84, 90
  };
  private static final int[] ARPEGGIOS = {
    4, 6, 8, 10, 11, 12, 13, 24, 25, 38, 45, 46, 80, 81, 84, 87, 98, 104, 108
  };
  private static final int[] LEADS = {
    22, 40, 56, 65, 68, 71, 73, 74, 75, 78, 80, 81, 82, 83, 84, 85, 86, 87, 29, 30, 0, 11, 12
  };
  private static final int[] KITS = {0, 0, 0, 8, 16, 24, 25, 25, 32, 40};
  private static final int FAMILY = 8;

  private Instrumentation() {}

  /** Gives the parts of {@link Composer} instruments and a drum kit. */
  public static Score orchestrate(Score score, RandomGenerator random) {
    List<Control> controls = new ArrayList<>(score.controls());
    controls.add(Control.program(0, BassPart.CHANNEL, 32 + random.nextInt(8)));
    controls.add(Control.program(0, HarmonyPart.PAD, pick(PADS, random)));
    controls.add(Control.program(0, HarmonyPart.STABS, pick(STABS, random)));
    controls.add(Control.program(0, HarmonyPart.ARPEGGIO, pick(ARPEGGIOS, random)));
    controls.add(Control.program(0, LeadPart.CHANNEL, pick(LEADS, random)));
    controls.add(Control.program(0, DrumPart.RISER, DrumPart.RISER_PROGRAM));
    controls.add(Control.program(0, Note.DRUMS, pick(KITS, random)));
    balance(controls, random);
    return score.with(score.notes(), controls);
  }

  /**
   * Moves every program to another of its family, the same for all its changes.
   *
   * @param free share of parts that get any pitched program instead, 0..1
   */
  public static Score shuffle(Score score, double free, RandomGenerator random) {
    int[] offset = new int[16];
    boolean[] anything = new boolean[16];
    int[] fixed = new int[16];
    for (int channel = 0; channel < 16; channel++) {
      offset[channel] = random.nextInt(FAMILY);
      anything[channel] = random.nextDouble() < free;
      fixed[channel] = random.nextInt(112);
    }
    boolean[] named = new boolean[16];
    List<Control> controls = new ArrayList<>();
    for (Control c : score.controls()) {
      if (c.command() == Control.PROGRAM) {
        named[c.channel()] = true;
        controls.add(
            Control.program(c.time(), c.channel(), other(c, offset, anything, fixed, random)));
      } else {
        controls.add(c);
      }
    }
    for (int channel = 0; channel < 16; channel++) {
      if (!named[channel]) {
        Control piano = Control.program(0, channel, 0);
        controls.add(0, Control.program(0, channel, other(piano, offset, anything, fixed, random)));
      }
    }
    balance(controls, random);
    return score.with(score.notes(), controls);
  }

  private static int other(
      Control change, int[] offset, boolean[] anything, int[] fixed, RandomGenerator random) {
    int channel = change.channel();
    if (channel == Note.DRUMS) {
      return pick(KITS, random);
    }
    // Sound effects (112..127) stay: they are not interchangeable.
    if (change.first() >= 112) {
      return change.first();
    }
    if (anything[channel]) {
      return fixed[channel];
    }
    int family = change.first() / FAMILY * FAMILY;
    return family + (change.first() - family + offset[channel]) % FAMILY;
  }

  private static void balance(List<Control> controls, RandomGenerator random) {
    for (int channel = 0; channel < 16; channel++) {
      int volume = 70 + random.nextInt(50);
      controls.add(0, Control.controller(0, channel, 11, volume));
      controls.add(0, Control.controller(0, channel, 91, random.nextInt(90)));
    }
  }

  private static int pick(int[] options, RandomGenerator random) {
    return options[random.nextInt(options.length)];
  }
}
