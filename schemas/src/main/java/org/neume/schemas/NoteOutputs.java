package org.neume.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The output columns of note networks: for each key of the piano one that says whether a note of it
 * begins in this frame, one whether it sounds, and one how hard it is struck.
 *
 * <p>A column is named after its kind and its MIDI pitch, {@code onset-60}. Networks may leave out
 * velocities; columns may come in any order.
 */
public final class NoteOutputs {
  /** Probability that a note begins in the frame. */
  public static final String ONSET = "onset";

  /** Probability that a note sounds in the frame. */
  public static final String FRAME = "frame";

  /** MIDI velocity divided by 127 of a note that begins in the frame. */
  public static final String VELOCITY = "velocity";

  /** MIDI pitch of the lowest key, A0. */
  public static final int LOWEST = 21;

  /** Keys, up to C8. */
  public static final int KEYS = 88;

  private NoteOutputs() {}

  /** The name of a column. */
  public static String name(String kind, int pitch) {
    return kind + "-" + pitch;
  }

  /** The columns of one kind, lowest key first. */
  public static List<String> names(String kind) {
    List<String> names = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      names.add(name(kind, LOWEST + key));
    }
    return List.copyOf(names);
  }

  /** All columns: onsets, then frames, then velocities, each lowest key first. */
  public static List<String> names() {
    return Stream.of(ONSET, FRAME, VELOCITY).flatMap(kind -> names(kind).stream()).toList();
  }

  /** Whether a network with these outputs says of every key whether it begins and sounds. */
  public static boolean complete(List<String> outputs) {
    return outputs.containsAll(names(ONSET)) && outputs.containsAll(names(FRAME));
  }
}
