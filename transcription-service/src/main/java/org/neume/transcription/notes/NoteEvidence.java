package org.neume.transcription.notes;

import org.neume.schemas.SingleNoteOutputs;

/**
 * What the frames behind an onset say for and against their being one note.
 *
 * @param seconds how long it is loud enough to tell
 * @param others share of that time in which another name than the note's is the most probable, even if
 *     nothing is certain
 * @param agreeing share of that time in which the measured fundamental has the note's name
 * @param attacks times that the level rises suddenly behind the onset, each after it has fallen
 */
record NoteEvidence(double seconds, double others, double agreeing, int attacks) {
  private static final int NAMES = 12;

  /** What is softer than this below the loudest may be a room. */
  private static final double AUDIBLE = 30;

  /** Seconds of the onset in which a network may not say the note yet. */
  private static final double SETTLING = 0.06;

  /** A rise of so many dB within {@link #RISE_SECONDS} is an attack, a second one not sooner than that. */
  private static final double RISE = 5;

  private static final double RISE_SECONDS = 0.1;

  /** The level must fall by so many dB before it can rise to another attack, or it only swells. */
  private static final double FALL = 3;

  /** An attack comes within so many dB of the loudest. */
  private static final double LOUD = 25;

  /**
   * Looks at the frames of a note.
   *
   * @param onset the first frame of the note
   * @param end the frame behind its last
   */
  static NoteEvidence of(
      SingleNoteRows rows, double frameRate, NoteAnswer answer, int onset, int end) {
    double peak = peak(rows, onset, end);
    int frames = 0;
    int others = 0;
    int agreeing = 0;
    int first = answer.frame() + (int) Math.round(SETTLING * frameRate);
    for (int frame = first; frame < end; frame++) {
      if (isAudible(rows.decibels(frame), peak)) {
        int said = rows.best(frame, SingleNoteRows.PITCHES, SingleNoteOutputs.PITCHES);
        frames++;
        others += isAnother(said, answer.pitch()) ? 1 : 0;
        agreeing += agrees(rows.fundamental(frame), answer.pitch()) ? 1 : 0;
      }
    }
    double all = Math.max(1, frames);
    return new NoteEvidence(
        frames / frameRate, others / all, agreeing / all, attacks(rows, frameRate, onset, end));
  }

  /** The level of the loudest frame, in dB of full scale. */
  static double peak(SingleNoteRows rows, int onset, int end) {
    double peak = -100;
    for (int frame = onset; frame < end; frame++) {
      peak = Math.max(peak, rows.decibels(frame));
    }
    return peak;
  }

  /** Whether a frame is loud enough beside the loudest to be more than the room. */
  static boolean isAudible(double decibels, double peak) {
    return decibels >= peak - AUDIBLE;
  }

  /** Whether a pitch has another name than the note. A neighbor is vibrato, or a note between two pitches. */
  static boolean isAnother(int said, int pitch) {
    int apart = Math.floorMod(said - pitch, NAMES);
    return apart > 1 && apart < NAMES - 1;
  }

  /** Whether a fundamental, 0 if none was measured, lies within a semitone of the pitch in any octave. */
  private static boolean agrees(double fundamental, int pitch) {
    double off = fundamental - pitch;
    return fundamental > 0 && Math.abs(off - NAMES * Math.rint(off / NAMES)) <= 1;
  }

  private static int attacks(SingleNoteRows rows, double frameRate, int onset, int end) {
    double[] levels = smooth(rows, onset, end);
    double loudest = -100;
    for (double level : levels) {
      loudest = Math.max(loudest, level);
    }
    int span = (int) Math.round(RISE_SECONDS * frameRate);
    int begin = (int) Math.round(SETTLING * frameRate);
    int attacks = 0;
    int last = -span;
    double highest = -100;
    boolean fallen = true;
    for (int frame = span; frame < levels.length; frame++) {
      highest = Math.max(highest, levels[frame]);
      fallen |= levels[frame] <= highest - FALL;
      if (fallen && levels[frame] >= loudest - LOUD && frame - last >= span) {
        double lowest = levels[frame];
        for (int before = Math.max(begin, frame - span); before < frame; before++) {
          lowest = Math.min(lowest, levels[before]);
        }
        if (levels[frame] - lowest >= RISE) {
          attacks++;
          last = frame;
          highest = levels[frame];
          fallen = false;
        }
      }
    }
    return attacks;
  }

  /** Levels of three frames each, for a frame alone may be shorter than a period of a low note. */
  private static double[] smooth(SingleNoteRows rows, int onset, int end) {
    double[] levels = new double[end - onset];
    for (int i = 0; i < levels.length; i++) {
      double power = 0;
      for (int frame = onset + i - 1; frame <= onset + i + 1; frame++) {
        power +=
            frame < 0 || frame >= rows.frames() ? 0 : StrictMath.pow(10, rows.decibels(frame) / 10);
      }
      levels[i] = 10 * StrictMath.log10(Math.max(1e-10, power / 3));
    }
    return levels;
  }
}
