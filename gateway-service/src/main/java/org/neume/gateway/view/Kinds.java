package org.neume.gateway.view;

import java.util.Set;
import org.neume.annotation.stream.Finding;
import org.neume.schemas.Revisions;

/**
 * What the streams of a topic tell of: which is known of a tempo without beats, and of single notes, by
 * the names of their analyses alone. Immutable.
 *
 * @param tempo analyses that give a tempo and no beats
 * @param pitch analyses that name the pitch of a single note
 */
public record Kinds(Set<String> tempo, Set<String> pitch) {
  /** Copies the names. */
  public Kinds {
    tempo = Set.copyOf(tempo);
    pitch = Set.copyOf(pitch);
  }

  /**
   * What a stream tells of.
   *
   * @param place beats, notes or scores
   * @throws IllegalArgumentException for any other place
   */
  public Finding of(Place place, String stream) {
    String analysis = Revisions.original(stream);
    return switch (place) {
      case BEATS -> tempo.contains(analysis) ? Finding.TEMPO : Finding.BEATS;
      case NOTES -> pitch.contains(analysis) ? Finding.PITCH : Finding.NOTES;
      case SCORES -> Finding.SCORE;
      default -> throw new IllegalArgumentException("nothing is found in " + place);
    };
  }
}
