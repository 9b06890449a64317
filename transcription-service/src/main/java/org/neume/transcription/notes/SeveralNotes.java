package org.neume.transcription.notes;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.SingleNoteOutputs;

/**
 * Says whether a recording that may be a single note is none. There are several notes if
 *
 * <ul>
 *   <li>the network is certain for long enough of a pitch of another name, and either the measured
 *       fundamental agrees, or there are two such names: the fundamental of a bell may be found at another
 *       of its partials, and a network may be wrong about the end of a note;
 *   <li>it says other names for much of the time, certain or not;
 *   <li>the level rises suddenly again and again, and either the network says other names for some of the
 *       time, or the fundamental is not steadily that of the note, as it is in a tremolo.
 * </ul>
 *
 * <p>There is none if the network is not sure of any pitch and no fundamental agrees: a drum, a noise.
 * Of a note that is cut off before its fundamental can be measured, the network need only be certain.
 */
final class SeveralNotes {
  private static final int NAMES = 12;

  /** Shares of the time that attacks count from, and up to. */
  private static final double SOME_OTHERS = 0.1;

  private static final double STEADY = 0.7;

  /** The fundamental agrees by chance for less than this share of the time. */
  private static final double CHANCE = 0.1;

  /** A fundamental is measured in so many seconds behind the frame that has it. */
  private static final double AHEAD_SECONDS = 0.128;

  private final SingleNoteRows rows;
  private final SingleNoteRule rule;
  private final double frameRate;
  private final int steady;

  SeveralNotes(SingleNoteRows rows, SingleNoteRule rule, double frameRate) {
    this.rows = rows;
    this.rule = rule;
    this.frameRate = frameRate;
    this.steady = (int) Math.ceil(rule.steadySeconds() * frameRate);
  }

  /**
   * Looks for other notes.
   *
   * @param answer what the network says of the note
   * @param onset the first frame of the note
   * @param end the frame behind its last
   * @return what is wrong, in one line; null if it is a single note
   */
  @Nullable String found(NoteAnswer answer, int onset, int end) {
    NoteEvidence evidence = NoteEvidence.of(rows, frameRate, answer, onset, end);
    boolean enough = evidence.seconds() >= rule.steadySeconds();
    // Where a short note is cut off, a missing fundamental tells nothing; where it dies away, it
    // does.
    boolean measurable = enough || rows.frames() - end >= AHEAD_SECONDS * frameRate;
    boolean unsteady =
        evidence.others() >= SOME_OTHERS || (measurable && evidence.agreeing() < STEADY);
    if (named(answer, end)
        || (enough && evidence.others() >= rule.others())
        || (evidence.attacks() >= rule.attacks() && unsteady)) {
      return "this is no single note, others follow: ask for notes instead of pitch";
    }
    double needed = measurable ? rule.sure() : rule.certain();
    return answer.certainty() < needed && evidence.agreeing() < CHANCE
        ? "this is no single note, it has no certain pitch, as drums and noises have none: leave it out"
        : null;
  }

  /** Whether the network is certain of another note. */
  private boolean named(NoteAnswer answer, int end) {
    double peak = NoteEvidence.peak(rows, answer.frame(), end);
    BitSet names = new BitSet(NAMES);
    boolean measured = false;
    int run = 0;
    int agreeing = 0;
    int before = -1;
    for (int frame = answer.frame(); frame < end; frame++) {
      int said = rows.best(frame, SingleNoteRows.PITCHES, SingleNoteOutputs.PITCHES);
      boolean counts =
          rows.at(frame, SingleNoteRows.PITCHES + said) >= rule.certain()
              && NoteEvidence.isAudible(rows.decibels(frame), peak)
              && NoteEvidence.isAnother(said, answer.pitch());
      run = !counts ? 0 : said == before ? run + 1 : 1;
      agreeing = run <= 1 ? 0 : agreeing;
      agreeing += counts && agrees(frame, said) ? 1 : 0;
      before = counts ? said : -1;
      if (run >= steady) {
        names.set(said % NAMES);
        measured |= agreeing >= steady / 2;
      }
    }
    return measured || names.cardinality() >= 2;
  }

  private boolean agrees(int frame, int said) {
    double fundamental = rows.fundamental(frame);
    return fundamental > 0 && Math.floorMod(Math.round(fundamental) - said, NAMES) == 0;
  }
}
