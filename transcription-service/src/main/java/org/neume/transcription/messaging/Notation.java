package org.neume.transcription.messaging;

import java.util.List;
import java.util.Map;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.record.ScoreDocument;
import org.neume.transcription.score.TrackedBeat;

/**
 * Writes notes down: a function of notes and beats alone, used by many threads at once.
 */
interface Notation {
  /**
   * A score's documents.
   *
   * @param measureStarts when each measure begins by the beats, in seconds; before 0 where it begins
   *     before the recording
   * @param documents the bytes of every document
   */
  record Written(List<Double> measureStarts, Map<ScoreDocument, byte[]> documents) {
    /** Copies both. */
    public Written {
      measureStarts = List.copyOf(measureStarts);
      documents = Map.copyOf(documents);
    }

    /** Measures of the score. */
    int measures() {
      return measureStarts.size();
    }
  }

  /**
   * Writes a score.
   *
   * @param notes by onset, then by pitch
   * @param beats by time; none where the grid is to be constant
   */
  Written write(List<PlayedNote> notes, List<TrackedBeat> beats);

  /**
   * About how many bytes a score and its making take at most, to know beforehand whether there is room
   * for it.
   *
   * @param notes its notes
   * @param seconds how much of the recording it covers
   */
  long bytes(int notes, double seconds);

  /** What changes the documents beside notes and beats, as {@code name=value} pairs. */
  String settings();
}
