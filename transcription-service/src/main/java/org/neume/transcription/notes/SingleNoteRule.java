package org.neume.transcription.notes;

/**
 * What a single note is, and when a recording is none.
 *
 * @param longestSeconds a longer recording is no single note
 * @param softest dB of full scale that the loudest frame must reach, or nothing sounds
 * @param onset dB below the loudest frame at which the note begins
 * @param offset dB below the loudest frame at which it has ended
 * @param steadySeconds another pitch that lasts as long as this is another note
 * @param certain probability from which on the network's word for another pitch counts
 */
public record SingleNoteRule(
    double longestSeconds,
    double softest,
    double onset,
    double offset,
    double steadySeconds,
    double certain) {

  /** The rule that is used. */
  public static SingleNoteRule usual() {
    return new SingleNoteRule(30, -70, 35, 40, 0.2, 0.6);
  }
}
