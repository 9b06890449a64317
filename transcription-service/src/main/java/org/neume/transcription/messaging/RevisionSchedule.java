package org.neume.transcription.messaging;

/**
 * How much of a recording each revision of its score covers. A function of the revision's number
 * alone, so that every run makes the same revisions.
 *
 * @param firstSeconds what revision 0 covers, above 0; infinite for a final revision alone
 * @param stepSeconds each further one covers so much more at least, above 0
 * @param growth or this share more, 0 or more, so that the work for all revisions stays a few times
 *     that for the last
 */
record RevisionSchedule(double firstSeconds, double stepSeconds, double growth) {
  /** Refuses a schedule that would not move. */
  RevisionSchedule {
    if (!(firstSeconds > 0 && stepSeconds > 0 && growth >= 0)) {
      throw new IllegalArgumentException(
          "revisions after %s s, then every %s s or a share of %s more: give positive lengths"
              .formatted(firstSeconds, stepSeconds, growth));
    }
  }

  /** What the first revision covers, in seconds. */
  double first() {
    return firstSeconds;
  }

  /** What the revision behind one that covers {@code covered} seconds covers. */
  double after(double covered) {
    return covered + Math.max(stepSeconds, growth * covered);
  }
}
