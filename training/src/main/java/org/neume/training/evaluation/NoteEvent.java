package org.neume.training.evaluation;

import org.neume.annotation.PlayedNote;
import org.neume.annotation.format.NoteCsv;

/**
 * A note.
 *
 * @param onset seconds
 * @param offset seconds, behind the onset
 * @param pitch Hz, above 0
 * @param velocity loudness on any scale from 0 up; 0 where unknown
 */
public record NoteEvent(double onset, double offset, double pitch, double velocity) {

  /** Refuses what is no note. */
  public NoteEvent {
    if (!(onset >= 0 && offset > onset && Double.isFinite(offset))) {
      throw new IllegalArgumentException(
          "a note from " + onset + " to " + offset + " s; give onset before offset");
    }
    if (!(pitch > 0 && Double.isFinite(pitch))) {
      throw new IllegalArgumentException("a note of " + pitch + " Hz; give a frequency above 0");
    }
    if (!(velocity >= 0)) {
      throw new IllegalArgumentException("a note with velocity " + velocity + "; give 0 or more");
    }
  }

  /** A note as decoders tell it. */
  public static NoteEvent of(PlayedNote note) {
    return new NoteEvent(note.onset(), note.offset(), NoteCsv.hertz(note.pitch()), note.velocity());
  }

  double duration() {
    return offset - onset;
  }
}
