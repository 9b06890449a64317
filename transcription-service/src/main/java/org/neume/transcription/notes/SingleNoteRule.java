package org.neume.transcription.notes;

/**
 * What a single note is, and when a recording is none.
 *
 * @param longestSeconds a longer recording is no single note
 * @param softest dB of full scale that the loudest frame must reach, or nothing sounds
 * @param onset dB below the loudest frame at which the note begins
 * @param offset dB below the loudest frame at which it has ended
 * @param settlingSeconds for so long behind an onset at which it is not certain the network is asked again
 * @param steadySeconds another pitch that lasts as long as this is another note
 * @param certain probability from which on the network's word for a pitch counts
 * @param others share of the time in which other names are the most probable, from which on there are
 *     several notes
 * @param attacks sudden rises of the level from which on there are several notes, if its pitch is not steady
 * @param sure probability that a pitch must reach if no measured fundamental agrees with it; of a note
 *     that is cut off sooner than in {@code steadySeconds}, {@code certain} is enough
 */
public record SingleNoteRule(
    double longestSeconds,
    double softest,
    double onset,
    double offset,
    double settlingSeconds,
    double steadySeconds,
    double certain,
    double others,
    int attacks,
    double sure) {

  /** The rule that is used. */
  public static SingleNoteRule usual() {
    return new SingleNoteRule(30, -70, 35, 40, 0.5, 0.2, 0.6, 0.4, 3, 0.95);
  }
}
