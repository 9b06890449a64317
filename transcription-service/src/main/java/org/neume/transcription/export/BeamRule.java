package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import org.neume.transcription.score.NoteValue;
import org.neume.transcription.score.Sign;

/** Which notes of a voice are joined by beams: those of one beat that are shorter than a quarter. */
final class BeamRule {
  /**
   * The beams at one note.
   *
   * @param marks what each beam does here, the eighths' beam first: begin, continue, end, forward
   *     hook or backward hook
   */
  record Beam(List<String> marks) {
    void write(XmlText xml) {
      for (int i = 0; i < marks.size(); i++) {
        xml.leaf("beam", marks.get(i), "number", Integer.toString(i + 1));
      }
    }
  }

  private BeamRule() {}

  /** MusicXML's name of a note value. */
  static String typeName(NoteValue.Kind kind) {
    return switch (kind) {
      case WHOLE -> "whole";
      case HALF -> "half";
      case QUARTER -> "quarter";
      case EIGHTH -> "eighth";
      case SIXTEENTH -> "16th";
      case THIRTY_SECOND -> "32nd";
    };
  }

  /** The beams of each sign. */
  static List<Beam> beams(List<Sign> signs, int beatUnits) {
    // Six eighths of a 6/8 whose beats are eighths are beamed by three.
    int group = beatUnits < NoteValue.Kind.QUARTER.units() ? 3 * beatUnits : beatUnits;
    List<Beam> beams = new ArrayList<>();
    int from = 0;
    while (from < signs.size()) {
      int to = from + 1;
      if (levels(signs.get(from)) > 0) {
        int beat = signs.get(from).start() / group;
        while (to < signs.size()
            && levels(signs.get(to)) > 0
            && signs.get(to).start() / group == beat) {
          to++;
        }
      }
      for (int i = from; i < to; i++) {
        beams.add(beam(signs, from, i, to));
      }
      from = to;
    }
    return beams;
  }

  private static Beam beam(List<Sign> signs, int from, int at, int to) {
    List<String> marks = new ArrayList<>();
    if (to - from > 1) {
      for (int level = 1; level <= levels(signs.get(at)); level++) {
        boolean before = at > from && levels(signs.get(at - 1)) >= level;
        boolean after = at + 1 < to && levels(signs.get(at + 1)) >= level;
        String hook = at > from ? "backward hook" : "forward hook";
        marks.add(before ? (after ? "continue" : "end") : after ? "begin" : hook);
      }
    }
    return new Beam(List.copyOf(marks));
  }

  private static int levels(Sign sign) {
    if (sign.isRest()) {
      return 0;
    }
    return switch (sign.value().kind()) {
      case EIGHTH -> 1;
      case SIXTEENTH -> 2;
      case THIRTY_SECOND -> 3;
      case WHOLE, HALF, QUARTER -> 0;
    };
  }
}
