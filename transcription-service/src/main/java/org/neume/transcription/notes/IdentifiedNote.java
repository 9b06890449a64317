package org.neume.transcription.notes;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;

/**
 * What is known of the only note of a recording.
 *
 * @param note the note; its velocity is 64 where nothing tells it
 * @param pitches the most probable pitches, the note's own first
 * @param cents how far it lies above its pitch; empty where no fundamental was measured
 * @param family kind of the instrument; null where the network does not tell
 * @param familyProbability 0 to 1
 * @param velocityProbability 0 to 1; 0 where the network does not tell
 */
public record IdentifiedNote(
    PlayedNote note,
    List<Candidate> pitches,
    OptionalDouble cents,
    @Nullable String family,
    double familyProbability,
    double velocityProbability) {

  /** Copies the list. */
  public IdentifiedNote {
    pitches = List.copyOf(pitches);
  }

  /**
   * A pitch that the note may have.
   *
   * @param pitch MIDI pitch, 0..127
   * @param probability 0 to 1
   */
  public record Candidate(int pitch, double probability) {}
}
