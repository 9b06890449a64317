package org.neume.transcription.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;

/** What engravers do: Gould, Behind Bars, 2011, on beaming and grouping by the beat. */
class ValueSplitterTest {
  private static final TimeSignature FOUR_FOUR = new TimeSignature(4, 4);
  private static final TimeSignature THREE_FOUR = new TimeSignature(3, 4);
  private static final TimeSignature SIX_EIGHT = new TimeSignature(6, 8);

  @Test
  void lengthsWithASignOfTheirOwnTakeOne() {
    assertThat(note(FOUR_FOUR, 0, 96)).isEqualTo("WHOLE");
    assertThat(note(FOUR_FOUR, 0, 72)).isEqualTo("HALF.");
    assertThat(note(THREE_FOUR, 0, 72)).isEqualTo("HALF.");
    assertThat(note(FOUR_FOUR, 0, 36)).isEqualTo("QUARTER.");
    assertThat(note(SIX_EIGHT, 36, 72)).isEqualTo("QUARTER.");
    assertThat(note(SIX_EIGHT, 0, 72)).isEqualTo("HALF.");
  }

  @Test
  void otherLengthsAreTiedAtTheStrongestPlace() {
    assertThat(note(FOUR_FOUR, 0, 60)).isEqualTo("HALF EIGHTH");
    assertThat(note(FOUR_FOUR, 36, 96)).isEqualTo("EIGHTH HALF");
    assertThat(note(FOUR_FOUR, 6, 36)).isEqualTo("EIGHTH. EIGHTH");
  }

  @Test
  void aSyncopationMayHideABeatButNotTheMiddleOfTheBar() {
    assertThat(note(FOUR_FOUR, 12, 36)).isEqualTo("QUARTER");
    assertThat(note(FOUR_FOUR, 36, 60)).isEqualTo("EIGHTH EIGHTH");
    assertThat(note(FOUR_FOUR, 24, 72)).isEqualTo("HALF");
  }

  @Test
  void restsShowTheBeats() {
    assertThat(rest(FOUR_FOUR, 48, 96)).isEqualTo("HALF");
    assertThat(rest(FOUR_FOUR, 24, 72)).isEqualTo("QUARTER QUARTER");
    assertThat(rest(FOUR_FOUR, 12, 48)).isEqualTo("EIGHTH QUARTER");
    assertThat(rest(FOUR_FOUR, 24, 96)).isEqualTo("QUARTER HALF");
  }

  @Test
  void aBeatWithThirdsIsATuplet() {
    List<Span> spans = spans(0, 16, 24, 96);
    List<ValueSplitter.Piece> pieces = splitter(FOUR_FOUR).pieces(spans);
    assertThat(text(pieces)).isEqualTo("QUARTER EIGHTH HALF.");
    assertThat(pieces.stream().map(ValueSplitter.Piece::tuplet))
        .containsExactly(Sign.Tuplet.START, Sign.Tuplet.STOP, Sign.Tuplet.NONE);
  }

  @Test
  void aNoteIntoATupletIsTiedAtItsBeat() {
    List<ValueSplitter.Piece> pieces = splitter(FOUR_FOUR).pieces(spans(0, 32, 48, 96));
    assertThat(text(pieces)).isEqualTo("QUARTER EIGHTH QUARTER HALF");
    assertThat(pieces.stream().map(ValueSplitter.Piece::units)).containsExactly(24, 8, 16, 48);
  }

  private static String note(TimeSignature time, int from, int to) {
    return text(splitter(time).pieces(List.of(span(from, to))));
  }

  private static String rest(TimeSignature time, int from, int to) {
    return text(splitter(time).pieces(List.of(new Span(from, to, null))));
  }

  private static String text(List<ValueSplitter.Piece> pieces) {
    return pieces.stream()
        .map(p -> p.value().kind() + ".".repeat(p.value().dots()))
        .collect(Collectors.joining(" "));
  }

  private static List<Span> spans(int... borders) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < borders.length; i++) {
      spans.add(span(borders[i], borders[i + 1]));
    }
    return spans;
  }

  private static Span span(int from, int to) {
    PlacedNote note = new PlacedNote(new PlayedNote(0, 1, 60, 64, 1), from, to);
    return new Span(from, to, new WrittenChord(new Chord(List.of(note), from, to), to));
  }

  private static ValueSplitter splitter(TimeSignature time) {
    BeatUnit unit = time.denominator() == 8 ? BeatUnit.DOTTED_QUARTER : BeatUnit.QUARTER;
    return new ValueSplitter(new Bars.Frame(1, false, time, 0, time.units(), 100), unit);
  }
}
