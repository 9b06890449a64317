package org.neume.schemas;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The output columns of networks that name the pitch of a single note. What a frame's columns say holds
 * for the sound that begins at this frame.
 *
 * <p>Columns may come in any order. Those of family and velocity may be missing.
 */
public final class SingleNoteOutputs {
  /** Effective value of the frame: 1 + decibels / 100, 0 at -100 dB of full scale. */
  public static final String LEVEL = "level";

  /** MIDI pitch nearest to the measured fundamental, divided by 128; 0 where nothing is periodic. */
  public static final String KEY = "key";

  /** How far the fundamental lies above that pitch: 0.5 + cents / 100. */
  public static final String DEVIATION = "deviation";

  /** MIDI pitches that there are. */
  public static final int PITCHES = 128;

  /** Kinds of instruments, in the order and with the names of the NSynth data set. */
  public static final List<String> FAMILIES =
      List.of(
          "bass",
          "brass",
          "flute",
          "guitar",
          "keyboard",
          "mallet",
          "organ",
          "reed",
          "string",
          "synth_lead",
          "vocal");

  /** How hard a note is struck, as MIDI velocities, in the steps of the NSynth data set. */
  public static final List<Integer> VELOCITIES = List.of(25, 50, 75, 100, 127);

  private SingleNoteOutputs() {}

  /** The columns of measures that are no probabilities of classes. */
  public static List<String> measures() {
    return List.of(LEVEL, KEY, DEVIATION);
  }

  /** {@code pitch-0} to {@code pitch-127}. */
  public static List<String> pitches() {
    return IntStream.range(0, PITCHES).mapToObj(pitch -> "pitch-" + pitch).toList();
  }

  /** {@code family-bass} and so on. */
  public static List<String> families() {
    return FAMILIES.stream().map(name -> "family-" + name.toLowerCase(Locale.ROOT)).toList();
  }

  /** {@code velocity-25} to {@code velocity-127}. */
  public static List<String> velocities() {
    return VELOCITIES.stream().map(velocity -> "velocity-" + velocity).toList();
  }

  /** Measures and pitches: what a decoder cannot do without. */
  public static List<String> required() {
    return Stream.concat(measures().stream(), pitches().stream()).toList();
  }

  /** All columns in their usual order. */
  public static List<String> names() {
    return Stream.of(required(), families(), velocities()).flatMap(List::stream).toList();
  }

  /** Whether a network with these outputs says all that a decoder cannot do without. */
  public static boolean complete(List<String> outputs) {
    return outputs.containsAll(required());
  }

  /**
   * The class that a network thinks likeliest.
   *
   * @param values of columns, among them those of the classes
   * @param first where the classes begin
   * @param count how many there are, at least 1
   * @return the place of the largest value among them, from 0; of equal ones the first
   */
  public static int likeliest(float[] values, int first, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[first + i] > values[first + best]) {
        best = i;
      }
    }
    return best;
  }
}
