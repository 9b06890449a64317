package org.neume.annotation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.SingleNote;

/**
 * What is known of the only note of a recording.
 *
 * @param analysis the network that named it
 * @param onset when it begins, in seconds
 * @param offset when it ends, in seconds
 * @param pitch MIDI pitch
 * @param probability of the pitch, 0 to 1
 * @param alternatives the three most probable pitches, the note's own first
 * @param cents how far it lies above its pitch; null where that was not measured
 * @param family kind of the instrument; null where the network does not tell
 * @param familyProbability 0 to 1
 * @param velocity MIDI velocity; null where the network does not tell
 * @param velocityProbability 0 to 1
 */
public record NamedPitch(
    String analysis,
    double onset,
    double offset,
    int pitch,
    double probability,
    List<Alternative> alternatives,
    @Nullable Double cents,
    @Nullable String family,
    double familyProbability,
    @Nullable Integer velocity,
    double velocityProbability) {
  private static final List<String> NAMES =
      List.of("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B");

  /** Copies the list. */
  public NamedPitch {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * A pitch that the note may have.
   *
   * @param pitch MIDI pitch
   * @param probability 0 to 1
   */
  public record Alternative(int pitch, double probability) {}

  /** What the records of a recording's stream say. */
  public static NamedPitch of(String analysis, Note note, SingleNote single) {
    return new NamedPitch(
        analysis,
        note.getOnset(),
        note.getOffset(),
        note.getPitch(),
        note.getConfidence(),
        single.getPitches().stream()
            .map(pitch -> new Alternative(pitch.getPitch(), pitch.getProbability()))
            .toList(),
        single.getCents(),
        single.getFamily(),
        single.getFamilyProbability(),
        single.getVelocityProbability() > 0 ? note.getVelocity() : null,
        single.getVelocityProbability());
  }

  /** The name of the note: 60 is C4, black keys are sharps. */
  public String name() {
    return name(pitch);
  }

  /** The name of a MIDI pitch: 60 is C4, black keys are sharps. */
  public static String name(int pitch) {
    return NAMES.get(Math.floorMod(pitch, NAMES.size())) + (Math.floorDiv(pitch, NAMES.size()) - 1);
  }
}
