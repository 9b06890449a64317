package org.neume.transcription.score;

import org.neume.annotation.PlayedNote;

/**
 * A note on the grid, ties joined.
 *
 * @param played the note as it was played
 * @param start position in units from the start of the score
 * @param units written length
 * @param staff 1 for the right hand, 2 for the left
 * @param voice 1 or more, within the staff
 */
public record ScoreNote(PlayedNote played, int start, int units, int staff, int voice) {}
