package org.neume.transcription.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.neume.annotation.PlayedNote;

@Label("The note decoder")
class NoteDecoderTest {
  /** A threshold of one half, so that drawn offsets are crossed where they lie. */
  private static final NoteSettings HALF = NoteSettings.defaults().withThresholds(0.5, 0.5);

  @Property(tries = 50)
  @Label("places onset and offset between frames exactly where the triangle and the ramp put them")
  void subFrame(
      @ForAll @DoubleRange(min = 10, max = 12) double onset,
      @ForAll @DoubleRange(min = 30, max = 32) double offset) {
    List<PlayedNote> notes = new DrawnNotes(60).note(onset, offset, 60, 80).decode(HALF);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).onset() * 50).isCloseTo(onset, within(1e-4));
    assertThat(notes.get(0).offset() * 50).isCloseTo(offset, within(1e-4));
    assertThat(notes.get(0).pitch()).isEqualTo(60);
    assertThat(notes.get(0).velocity()).isEqualTo(80);
  }

  @Example
  @Label("finds a chord over the whole keyboard, lowest note first")
  void chord() {
    DrawnNotes drawn = new DrawnNotes(80);
    for (int pitch : new int[] {108, 21, 60, 64, 67}) {
      drawn.note(20, 50, pitch, 100);
    }
    assertThat(drawn.decode(HALF))
        .extracting(PlayedNote::pitch)
        .containsExactly(21, 60, 64, 67, 108);
  }

  @Example
  @Label(
      "refuses what no music is: thousands of notes that begin while one sounds; what was decided before stays")
  void tooMany() {
    int frames = 400;
    float[] rows = DrawnNotes.unmusical(frames);
    NoteDecoder decoder = NoteDecoder.of(NoteSettings.defaults());
    List<NoteDecision> decisions = decoder.push(rows, frames);
    assertThat(DrawnNotes.notes(decisions)).extracting(PlayedNote::pitch).containsExactly(60, 64);
    assertThat(decoder.failure())
        .matches("more than 4096 notes begin by frame 2[45]\\d while one sounds: .*");
    assertThatThrownBy(() -> decoder.push(rows, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(decoder.failure());
    assertThatThrownBy(decoder::finish)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(decoder.failure());
    NoteDecoder slow = NoteDecoder.of(NoteSettings.defaults());
    List<NoteDecision> pieces = new ArrayList<>();
    for (int row = 0; slow.failure() == null; row++) {
      int at = row * NoteActivations.COLUMNS;
      pieces.addAll(slow.push(Arrays.copyOfRange(rows, at, at + NoteActivations.COLUMNS), 1));
    }
    assertThat(pieces).isEqualTo(decisions);
    assertThat(slow.failure()).isEqualTo(decoder.failure());
  }

  @Example
  @Label("ends a note where its key is struck again while it still sounds")
  void struckAgain() {
    List<PlayedNote> notes =
        new DrawnNotes(100).note(10, 60, 60, 90).note(35, 80, 60, 40).decode(HALF);
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0).offset()).isEqualTo(notes.get(1).onset());
    assertThat(notes).extracting(PlayedNote::velocity).containsExactly(90, 40);
  }

  @Example
  @Label("goes on over a gap shorter than the rule's and ends at a longer one")
  void gaps() {
    DrawnNotes drawn = new DrawnNotes(100).note(10, 60, 60, 90);
    int key = 60 - 21 + NoteActivations.KEYS;
    drawn.rows()[30 * NoteActivations.COLUMNS + key] = 0;
    drawn.rows()[31 * NoteActivations.COLUMNS + key] = 0;
    assertThat(drawn.decode(HALF).get(0).offset() * 50).isCloseTo(60, within(1e-4));
    drawn.rows()[32 * NoteActivations.COLUMNS + key] = 0;
    assertThat(drawn.decode(HALF).get(0).offset() * 50).isBetween(29.0, 30.0);
  }

  @Example
  @Label("begins no note without an onset, and none that nothing sounds of")
  void needsBoth() {
    float[] rows = new float[100 * NoteActivations.COLUMNS];
    for (int frame = 20; frame < 60; frame++) {
      rows[frame * NoteActivations.COLUMNS + NoteActivations.KEYS + 40] = 1;
    }
    rows[50 * NoteActivations.COLUMNS + 10] = 1;
    assertThat(DrawnNotes.notes(DrawnNotes.whole(HALF, rows))).isEmpty();
  }

  @Example
  @Label("leaves out notes shorter than the shortest")
  void shortest() {
    DrawnNotes drawn = new DrawnNotes(100).note(10, 12, 60, 90).note(40, 46, 62, 90);
    assertThat(drawn.decode(HALF.withLengths(0.1, 10)))
        .extracting(PlayedNote::pitch)
        .containsExactly(62);
  }

  @Example
  @Label("cuts an endless drone at the longest note and does not tell its rest as another note")
  void drone() {
    DrawnNotes drawn = new DrawnNotes(1500).note(20, 1400, 45, 90).note(30, 60, 70, 90);
    List<PlayedNote> notes = drawn.decode(HALF.withLengths(0.04, 4));
    assertThat(notes).extracting(PlayedNote::pitch).containsExactly(45, 70);
    assertThat(notes.get(0).offset() - notes.get(0).onset()).isCloseTo(4, within(1e-9));
  }

  @Example
  @Label("says nothing of silence, and of no frames at all")
  void silence() {
    assertThat(new DrawnNotes(500).decode(HALF)).isEmpty();
    assertThat(NoteDecoder.of(HALF).finish())
        .isEqualTo(new NoteDecision(0, 0, List.of(), 0, NoteResume.NONE));
  }

  @Example
  @Label("ends at the recording's end what still sounds there")
  void endOfRecording() {
    List<PlayedNote> notes = new DrawnNotes(50).note(20, 90, 60, 90).decode(HALF);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).offset()).isEqualTo(1);
  }

  @Example
  @Label("by candidates: ends every note where the next ones begin, whatever sounds")
  void candidates() {
    NoteSettings settings = NoteSettings.candidates();
    List<PlayedNote> notes =
        new DrawnNotes(200)
            .note(20, 30, 60, 90)
            .note(20, 90, 64, 90)
            .note(70, 80, 67, 90)
            .note(120, 130, 72, 90)
            .decode(settings);
    assertThat(notes).extracting(PlayedNote::pitch).containsExactly(60, 64, 67, 72);
    assertThat(notes)
        .extracting(note -> Math.round(50 * note.offset()))
        .containsExactly(70L, 70L, 120L, 200L);
  }

  @Example
  @Label(
      "by candidates: keeps an uncertain note only where a track supports it, if asked to filter")
  void filter() {
    DrawnNotes drawn = new DrawnNotes(100).note(20, 40, 60, 90).note(60, 90, 64, 90, 0.6);
    drawn.note(60, 61, 67, 90, 0.6);
    assertThat(drawn.decode(NoteSettings.candidates()))
        .extracting(PlayedNote::pitch)
        .containsExactly(60, 64, 67);
    assertThat(drawn.decode(NoteSettings.candidates().withCandidates(0.3, 0.8)))
        .extracting(PlayedNote::pitch)
        .containsExactly(60, 64);
  }

  @Example
  @Label(
      "by candidates: a posterior that leaks from a louder neighbor is no peak, nor one that comes late")
  void filterPeaks() {
    DrawnNotes drawn = new DrawnNotes(100).note(20, 80, 60, 90).note(20, 80, 61, 90, 0.6);
    drawn.note(20, 80, 70, 90, 0.6);
    for (int frame = 0; frame < 100; frame++) {
      int key = frame * NoteActivations.COLUMNS + NoteActivations.KEYS - 21;
      drawn.rows()[key + 61] *= 0.7f;
      drawn.rows()[key + 70] *= frame < 30 ? 0 : 1;
    }
    assertThat(drawn.decode(NoteSettings.candidates()))
        .extracting(PlayedNote::pitch)
        .containsExactly(60, 61, 70);
    assertThat(drawn.decode(NoteSettings.candidates().withCandidates(0.3, 0.8)))
        .extracting(PlayedNote::pitch)
        .containsExactly(60);
  }

  @Example
  @Label("refuses what is no probability, naming the place, and is as it was")
  void refusesNonsense() {
    NoteDecoder decoder = NoteDecoder.of(HALF);
    float[] rows = new float[2 * NoteActivations.COLUMNS];
    rows[NoteActivations.COLUMNS + 7] = Float.NaN;
    assertThatThrownBy(() -> decoder.push(rows, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN in row 1, column 7");
    assertThatThrownBy(() -> decoder.push(rows, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 frames of 264 values were announced, 528 values given");
    assertThat(decoder.finish().end()).isZero();
    assertThatThrownBy(decoder::finish).isInstanceOf(IllegalStateException.class);
  }
}
