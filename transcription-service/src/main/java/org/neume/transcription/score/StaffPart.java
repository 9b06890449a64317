package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One staff of the whole piece: its voices, each with its chords and their values. */
record StaffPart(int number, List<List<WrittenChord>> voices) {

  /** Divides a hand's notes, in order of start and pitch, into voices and gives them values. */
  static StaffPart of(int number, List<PlacedNote> notes, NoteEnds ends, int most) {
    List<Chord> chords = ChordBuilder.chords(notes, most);
    int[] voiceOf = VoiceSeparator.voices(chords, most);
    List<List<WrittenChord>> voices = new ArrayList<>();
    for (int v = 0; v < most; v++) {
      List<Chord> voice = new ArrayList<>();
      for (int c = 0; c < voiceOf.length; c++) {
        if (voiceOf[c] == v) {
          voice.add(chords.get(c));
        }
      }
      voices.add(List.copyOf(ends.choose(voice)));
    }
    return new StaffPart(number, List.copyOf(voices));
  }

  /** The staff in one measure: the first voice always, others where they have notes. */
  Staff measure(Bars.Frame frame, Engraver engraver) {
    List<Voice> result = new ArrayList<>();
    for (int v = 0; v < voices.size(); v++) {
      List<WrittenChord> sounding = sounding(voices.get(v), frame);
      if (v == 0 || !sounding.isEmpty()) {
        result.add(new Voice(v + 1, engraver.signs(frame, sounding)));
      }
    }
    return new Staff(number, result);
  }

  /** The notes, ties joined. */
  Stream<ScoreNote> notes() {
    List<ScoreNote> notes = new ArrayList<>();
    for (int v = 0; v < voices.size(); v++) {
      for (WrittenChord chord : voices.get(v)) {
        for (PlacedNote note : chord.chord().notes()) {
          int units = chord.end() - chord.start();
          notes.add(new ScoreNote(note.played(), chord.start(), units, number, v + 1));
        }
      }
    }
    return notes.stream();
  }

  // Chords do not overlap, so both their starts and ends are in order.
  private static List<WrittenChord> sounding(List<WrittenChord> voice, Bars.Frame frame) {
    int low = 0;
    int high = voice.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (voice.get(middle).end() <= frame.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    while (end < voice.size() && voice.get(end).start() < frame.end()) {
      end++;
    }
    return voice.subList(low, end);
  }
}
