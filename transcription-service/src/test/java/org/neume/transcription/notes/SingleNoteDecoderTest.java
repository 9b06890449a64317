package org.neume.transcription.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(found.note().confidence()).isBetween(0.55, 0.91);
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
  @DisplayName(
      "has no deviation where no fundamental was measured, and is refused unless the network is sure")
  void untuned() {
    assertThat(Objects.requireNonNull(decode(untuned(0.96))).cents()).isEmpty();
    assertThat(refusal(untuned(0.94))).contains("it has no certain pitch");
  }

  private static SingleNotes untuned(double probability) {
    return new SingleNotes(150, 1)
        .with(20, 120, 57, 0)
        .saying(20, 120, 57, probability)
        .unmeasured(20, 120);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8})
  @DisplayName("may be cut off before its fundamental is measured if the network is certain of it")
  void clipped(int frames) {
    assertThat(Objects.requireNonNull(decode(clipped(frames, 0.9))).note().pitch()).isEqualTo(57);
    assertThat(refusal(clipped(frames, 0.5))).contains("it has no certain pitch");
    float[] dying = Arrays.copyOf(clipped(frames, 0.9).rows(), 60 * SingleNotes.COLUMNS);
    assertThat(refusal(dying)).contains("it has no certain pitch");
  }

  private static SingleNotes clipped(int frames, double probability) {
    return new SingleNotes(20 + frames, 1)
        .with(20, 20 + frames, 57, 0)
        .saying(20, 20 + frames, 57, probability)
        .unmeasured(20, 20 + frames);
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
    assertThat(found.note().confidence()).isGreaterThan(0.89);
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
  @DisplayName("may sound like another name for less than two fifths of the time")
  void someOthers() {
    assertThat(decode(otherwise(39))).isNotNull();
    assertThat(refusal(otherwise(41))).startsWith("this is no single note, others follow");
  }

  /** A note that is judged by about a hundred frames, in so many of which another name is heard. */
  private static SingleNotes otherwise(int frames) {
    return new SingleNotes(150, 1)
        .with(20, 123, 57, 0)
        .level(20, 123, -20)
        .saying(50, 50 + frames, 61, 0.4);
  }

  @Test
  @DisplayName("may tremble at a steady pitch, but not be struck three times again without one")
  void attacks() {
    assertThat(decode(trembling(4))).isNotNull();
    assertThat(refusal(trembling(3).unmeasured(80, 180)))
        .startsWith("this is no single note, others follow");
    SingleNoteDecoder other = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    other.push(trembling(2).unmeasured(80, 180).rows(), 200);
    assertThat(other.finish()).isNotNull();
  }

  /** A level that falls and rises by 20 dB so many times. */
  private static SingleNotes trembling(int times) {
    SingleNotes notes = new SingleNotes(200, 1).with(20, 180, 57, 0).level(20, 180, -20);
    for (int frame = 40; frame < 40 + 30 * times; frame += 30) {
      notes.level(frame, frame + 15, -40);
    }
    return notes;
  }

  @Test
  @DisplayName("may swell slowly from nothing, measured or not")
  void swell() {
    SingleNotes notes = untuned(0.97);
    for (int frame = 20; frame < 70; frame++) {
      notes.level(frame, frame + 1, -75 + 1.2 * (frame - 20));
    }
    assertThat(decode(notes.level(70, 120, -15))).isNotNull();
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

  /** Why another decoder refuses this. */
  private static @Nullable String refusal(SingleNotes notes) {
    return refusal(notes.rows());
  }

  private static @Nullable String refusal(float[] rows) {
    SingleNoteDecoder other = new SingleNoteDecoder(SingleNoteRule.usual(), RATE);
    other.push(rows, rows.length / SingleNotes.COLUMNS);
    return other.finish() == null ? other.failure() : null;
  }

  private @Nullable IdentifiedNote decode(SingleNotes notes) {
    float[] rows = notes.rows();
    decoder.push(rows, rows.length / SingleNotes.COLUMNS);
    return decoder.finish();
  }
}
