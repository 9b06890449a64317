package org.neume.transcription.notes;

import org.neume.schemas.SingleNoteOutputs;

/**
 * What a network says of the note that begins at an onset. It is asked at the onset, or, where it is not
 * certain there because breath, a key or the noise of a tape comes first, at the moment soon after at which
 * it is most certain.
 *
 * @param frame where it was asked
 * @param values the columns of {@link SingleNoteRows}
 * @param pitch the most probable MIDI pitch
 * @param certainty the largest probability of any pitch that was heard in that time, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // a small vector, read and never compared
record NoteAnswer(int frame, float[] values, int pitch, float certainty) {
  /** Frames around the one that is asked whose answers are averaged: one before it, itself, one behind. */
  private static final int AROUND = 1;

  /**
   * Asks.
   *
   * @param onset the first frame of the note
   * @param end the frame behind its last
   */
  static NoteAnswer at(
      SingleNoteRows rows, SingleNoteRule rule, double frameRate, int onset, int end) {
    NoteAnswer first = at(rows, onset);
    NoteAnswer best = first;
    int last = (int) Math.min(end - 1, onset + rule.settlingSeconds() * frameRate);
    for (int frame = onset + 1; frame <= last; frame++) {
      NoteAnswer other = at(rows, frame);
      best = other.certainty > best.certainty ? other : best;
    }
    NoteAnswer chosen = first.certainty >= rule.certain() ? first : best;
    return new NoteAnswer(chosen.frame, chosen.values, chosen.pitch, best.certainty);
  }

  private static NoteAnswer at(SingleNoteRows rows, int frame) {
    int first = Math.max(0, frame - AROUND);
    int last = Math.min(rows.frames() - 1, frame + AROUND);
    float[] values = new float[SingleNoteRows.COLUMNS];
    for (int column = 0; column < values.length; column++) {
      float sum = 0;
      for (int near = first; near <= last; near++) {
        sum += rows.at(near, column);
      }
      values[column] = sum / (last - first + 1);
    }
    int pitch =
        SingleNoteOutputs.likeliest(values, SingleNoteRows.PITCHES, SingleNoteOutputs.PITCHES);
    return new NoteAnswer(frame, values, pitch, values[SingleNoteRows.PITCHES + pitch]);
  }

  /** The column of the largest of {@code count} values from column {@code first} on, from 0. */
  int best(int first, int count) {
    return SingleNoteOutputs.likeliest(values, first, count);
  }
}
