package org.neume.transcription.score;

/**
 * A notehead.
 *
 * @param pitch as it is spelled
 * @param tiedBack whether a tie from the sign before ends here
 * @param tiedOn whether a tie to the next sign begins here
 */
public record Head(SpelledPitch pitch, boolean tiedBack, boolean tiedOn) {}
