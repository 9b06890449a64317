package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;
import org.neume.transcription.score.Bars.Frame;

/** Writes the chords of one voice into measures: cut at bar lines, rests between, tuplets. */
final class Engraver {
  private final Speller speller;
  private final BeatUnit unit;

  Engraver(Speller speller, BeatUnit unit) {
    this.speller = speller;
    this.unit = unit;
  }

  /**
   * The signs of a voice in one measure; they fill it.
   *
   * @param frame the measure
   * @param chords those of the voice that sound in the measure, in order, not overlapping
   */
  List<Sign> signs(Frame frame, List<WrittenChord> chords) {
    if (chords.isEmpty()) {
      // The value is not read: a measure rest stands for any length.
      NoteValue any = new NoteValue(NoteValue.Kind.WHOLE, 0);
      return List.of(new Sign(0, frame.units(), any, Sign.Tuplet.NONE, true, List.of()));
    }
    List<Span> spans = spans(frame, chords);
    ValueSplitter splitter = new ValueSplitter(frame, unit);
    List<Sign> signs = new ArrayList<>();
    for (ValueSplitter.Piece piece : splitter.pieces(spans)) {
      WrittenChord chord = piece.span().chord();
      List<Head> heads = List.of();
      if (chord != null) {
        int from = frame.start() + piece.start();
        boolean back = from > chord.start();
        boolean on = from + piece.units() < chord.end();
        heads =
            chord.chord().notes().stream()
                .map(note -> new Head(speller.spell(note.pitch()), back, on))
                .toList();
      }
      signs.add(
          new Sign(piece.start(), piece.units(), piece.value(), piece.tuplet(), false, heads));
    }
    return signs;
  }

  private static List<Span> spans(Frame frame, List<WrittenChord> chords) {
    List<Span> spans = new ArrayList<>();
    int filled = 0;
    for (WrittenChord chord : chords) {
      int from = Math.max(chord.start(), frame.start()) - frame.start();
      int to = Math.min(chord.end(), frame.end()) - frame.start();
      if (from > filled) {
        spans.add(new Span(filled, from, null));
      }
      spans.add(new Span(from, to, chord));
      filled = to;
    }
    if (filled < frame.units()) {
      spans.add(new Span(filled, frame.units(), null));
    }
    return spans;
  }
}
