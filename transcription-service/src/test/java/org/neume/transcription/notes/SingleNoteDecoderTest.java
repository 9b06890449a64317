package org.neume.transcription.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recording of one note")
class SingleNoteDecoderTest {
  private static final double RATE = 50;

  private final SingleNoteDecoder decoder = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);

  @Test
  @DisplayName("is named with its onset, end, pitch, alternatives, deviation, family and velocity")
  void named() {
    IdentifiedNote found =
        Objects.requireNonNull(decode(new SingleNotes(150, 1).with(20, 120, 57.12, 0)));
    assertThat(found.note().onset()).isEqualTo(0.4);
    assertThat(found.note().offset()).isEqualTo(2.4);
    assertThat(found.note().pitch()).isEqualTo(57);
    assertThat(found.note().velocity()).isEqualTo(100);
    assertThat(found.note().confidence()).isBetween(0.6, 0.98);
    assertThat(found.pitches()).hasSize(3);
    assertThat(found.pitches().get(0).pitch()).isEqualTo(57);
    assertThat(found.cents()).isPresent();
    assertThat(found.cents().getAsDouble()).isCloseTo(12, within(0.1));
    assertThat(found.family()).isEqualTo("string");
  }

  @Test
  @DisplayName("has the deviation of a fundamental that was measured in another octave")
  void folded() {
    IdentifiedNote found =
        Objects.requireNonNull(decode(new SingleNotes(150, 1).with(20, 120, 56.93, 1)));
    assertThat(found.cents().getAsDouble()).isCloseTo(-7, within(0.1));
  }

  @Test
  @DisplayName("has no deviation where no fundamental was measured at its pitch")
  void untuned() {
    float[] rows = new SingleNotes(150, 1).with(20, 120, 57, 0).rows();
    for (int frame = 0; frame < 150; frame++) {
      rows[frame * SingleNotes.COLUMNS + 1] = 0;
    }
    decoder.push(rows, 150);
    assertThat(Objects.requireNonNull(decoder.finish()).cents()).isEmpty();
  }

  @Test
  @DisplayName("is refused when it lasts longer than half a minute, as soon as that is known")
  void tooLong() {
    SingleNotes half = new SingleNotes(800, 1).with(0, 800, 60, 0);
    decoder.push(half.rows(), 800);
    assertThat(decoder.failure()).isNull();
    decoder.push(half.rows(), 800);
    assertThat(decoder.failure()).startsWith("this is no single note, it lasts longer than 30 s");
    assertThat(decoder.bytes()).isZero();
    assertThat(decoder.finish()).isNull();
  }

  @Test
  @DisplayName("is refused when notes of other names follow, but not when its octave does")
  void several() {
    assertThat(decode(new SingleNotes(200, 1).with(10, 80, 60, 0).with(80, 150, 64, 0))).isNull();
    assertThat(decoder.failure()).startsWith("this is no single note, others follow");
    SingleNoteDecoder other = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    other.push(new SingleNotes(200, 1).with(10, 80, 60, 0).with(80, 150, 72, 0).rows(), 200);
    assertThat(other.finish()).isNotNull();
  }

  @Test
  @DisplayName(
      "has the name that the network is certain of soon after breath or noise at its beginning")
  void breath() {
    SingleNotes notes = new SingleNotes(200, 1).with(20, 180, 57, 0).saying(18, 32, 62, 0.15);
    IdentifiedNote found = Objects.requireNonNull(decode(notes));
    assertThat(found.note().onset()).isEqualTo(0.4);
    assertThat(found.note().pitch()).isEqualTo(57);
    assertThat(found.note().confidence()).isGreaterThan(0.9);
  }

  @Test
  @DisplayName("is refused when other names are heard for much of it, though none for certain")
  void others() {
    SingleNotes notes = new SingleNotes(200, 1).with(20, 180, 57, 0);
    for (int frame = 60; frame < 160; frame += 4) {
      notes.saying(frame, frame + 3, 57 + 2 + frame / 4 % 8, 0.4);
    }
    assertThat(decode(notes)).isNull();
    assertThat(decoder.failure()).startsWith("this is no single note, others follow");
  }

  @Test
  @DisplayName("may tremble at a steady pitch, but is refused when it is struck again without one")
  void attacks() {
    assertThat(decode(trembling())).isNotNull();
    SingleNoteDecoder other = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    float[] rows = trembling().unmeasured(40, 180).rows();
    other.push(rows, rows.length / SingleNotes.COLUMNS);
    assertThat(other.finish()).isNull();
    assertThat(other.failure()).startsWith("this is no single note, others follow");
  }

  /** A level that falls and rises by 20 dB four times. */
  private static SingleNotes trembling() {
    SingleNotes notes = new SingleNotes(200, 1).with(20, 180, 57, 0);
    for (int frame = 40; frame < 160; frame += 30) {
      notes.level(frame, frame + 15, -40).level(frame + 15, frame + 30, -20);
    }
    return notes;
  }

  @Test
  @DisplayName(
      "is refused when the network is sure of no pitch and nothing is measured, as of a drum")
  void drum() {
    SingleNotes drum =
        new SingleNotes(100, 1).with(20, 60, 57, 0).saying(20, 60, 57, 0.8).unmeasured(20, 60);
    assertThat(decode(drum)).isNull();
    assertThat(decoder.failure()).startsWith("this is no single note, it has no certain pitch");
    SingleNoteDecoder other = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    other.push(new SingleNotes(100, 1).with(20, 60, 57, 0).saying(20, 60, 57, 0.8).rows(), 100);
    assertThat(other.finish()).isNotNull();
  }

  @Test
  @DisplayName("is refused when nothing sounds in it, or there is nothing of it")
  void silent() {
    assertThat(decode(new SingleNotes(100, 1))).isNull();
    assertThat(decoder.failure()).isEqualTo("there is no note, nothing sounds in this recording");
    SingleNoteDecoder empty = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    assertThat(empty.finish()).isNull();
    assertThat(empty.failure()).startsWith("there is no note");
  }

  private @Nullable IdentifiedNote decode(SingleNotes notes) {
    float[] rows = notes.rows();
    decoder.push(rows, rows.length / SingleNotes.COLUMNS);
    return decoder.finish();
  }
}
