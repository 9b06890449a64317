package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;
import org.neume.transcription.score.Bars.Frame;

/**
 * Cuts spans into written values: at the edges of beats that hold tuplets, and elsewhere where no
 * single value says the length or where the reader would lose sight of the meter. A cut goes to the
 * metrically strongest place.
 */
final class ValueSplitter {
  /** A part of a span that one sign can say. */
  record Piece(Span span, int start, int units, NoteValue value, Sign.Tuplet tuplet) {}

  private final Frame frame;
  private final BeatUnit unit;

  // A pickup is the end of a bar: its places count from where that bar would have begun.
  private final int missing;

  ValueSplitter(Frame frame, BeatUnit unit) {
    this.frame = frame;
    this.unit = unit;
    this.missing = frame.pickup() ? frame.time().units() - frame.units() : 0;
  }

  /** Cuts the spans of a voice, which fill the measure. */
  List<Piece> pieces(List<Span> spans) {
    boolean[] tuplets = tuplets(spans);
    List<Piece> pieces = new ArrayList<>();
    for (Span span : spans) {
      int from = span.from();
      while (from < span.to()) {
        int to = edge(from, span.to(), tuplets);
        if (tuplets[from / unit.units()]) {
          tuplet(pieces, span, from, to);
        } else {
          plain(pieces, span, from, to);
        }
        from = to;
      }
    }
    return bracketed(pieces);
  }

  // A beat of a simple meter is a tuplet if something in it begins or ends on its thirds or sixths.
  private boolean[] tuplets(List<Span> spans) {
    boolean[] tuplets = new boolean[frame.units() / unit.units()];
    if (unit == BeatUnit.QUARTER) {
      for (Span span : spans) {
        if (span.from() % 3 != 0) {
          tuplets[span.from() / unit.units()] = true;
        }
      }
    }
    return tuplets;
  }

  // The end of the run of beats that are alike in being tuplets; a tuplet beat is a run of its own.
  private int edge(int from, int to, boolean[] tuplets) {
    int beat = from / unit.units();
    int end = beat + 1;
    if (!tuplets[beat]) {
      while (end < tuplets.length && !tuplets[end]) {
        end++;
      }
    }
    return Math.min(to, end * unit.units());
  }

  private static void tuplet(List<Piece> pieces, Span span, int from, int to) {
    int at = from;
    while (at < to) {
      int written = (to - at) * 3 / 2;
      while (!NoteValue.exists(written)) {
        written -= NoteValue.Kind.SIXTEENTH.units();
      }
      int units = written * 2 / 3;
      pieces.add(new Piece(span, at, units, NoteValue.of(written), Sign.Tuplet.INSIDE));
      at += units;
    }
  }

  private void plain(List<Piece> pieces, Span span, int from, int to) {
    if (isReadable(from + missing, to + missing, span.isRest())) {
      pieces.add(new Piece(span, from, to - from, NoteValue.of(to - from), Sign.Tuplet.NONE));
      return;
    }
    int cut = strongest(from + missing, to + missing) - missing;
    plain(pieces, span, from, cut);
    plain(pieces, span, cut, to);
  }

  private boolean isReadable(int from, int to, boolean rest) {
    int length = to - from;
    if (!NoteValue.exists(length)) {
      return false;
    }
    if (length == frame.time().units()) {
      return true;
    }
    int strength = strength(from);
    int crossed = strength(strongest(from, to));
    if (length <= NoteValue.Kind.THIRTY_SECOND.units() || crossed < strength) {
      return !rest || NoteValue.of(length).dots() == 0 || unit.isCompound();
    }
    if (rest) {
      return false;
    }
    if (strength >= 4 || crossed < 4) {
      // From a beat on, and within a beat, everybody reads every value.
      return true;
    }
    // A syncopation may hide a beat if it begins on a half of one, but not the middle of the bar.
    boolean simple = from % (unit.units() / 2) == 0 || unit.isCompound();
    return simple && crossed < 5 && length <= 2 * unit.units();
  }

  // Of places of equal strength the first.
  private int strongest(int from, int to) {
    int best = from + 1;
    for (int place = from + 1; place < to; place++) {
      if (strength(place) > strength(best)) {
        best = place;
      }
    }
    return best;
  }

  /** 6 for the bar line, 5 for the middle of the bar, 4 for a beat, 3 and less inside it. */
  private int strength(int place) {
    int bar = frame.time().units();
    if (place % bar == 0) {
      return 6;
    }
    int beats = bar / unit.units();
    boolean hasMiddle = beats % 2 == 0 && beats > 2 && bar % 2 == 0;
    if (hasMiddle && place % (bar / 2) == 0) {
      return 5;
    }
    if (place % unit.units() == 0) {
      return 4;
    }
    if (unit.isCompound()) {
      return place % 12 == 0 ? 3 : place % 6 == 0 ? 2 : place % 3 == 0 ? 1 : 0;
    }
    int half = unit.units() / 2;
    return place % half == 0 ? 3 : place % 6 == 0 ? 2 : place % 3 == 0 ? 1 : 0;
  }

  private List<Piece> bracketed(List<Piece> pieces) {
    List<Piece> result = new ArrayList<>();
    for (Piece piece : pieces) {
      Sign.Tuplet tuplet = piece.tuplet();
      if (tuplet == Sign.Tuplet.INSIDE) {
        boolean first = piece.start() % unit.units() == 0;
        boolean last = (piece.start() + piece.units()) % unit.units() == 0;
        tuplet = first ? Sign.Tuplet.START : last ? Sign.Tuplet.STOP : tuplet;
      }
      result.add(new Piece(piece.span(), piece.start(), piece.units(), piece.value(), tuplet));
    }
    return result;
  }
}
