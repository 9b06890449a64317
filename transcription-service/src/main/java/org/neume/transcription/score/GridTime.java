package org.neume.transcription.score;

/**
 * A beat of the score in time.
 *
 * @param units position in the score; negative for beats before the first measure
 * @param seconds when it is played, from the start of the recording; negative before it
 */
public record GridTime(int units, double seconds) {}
