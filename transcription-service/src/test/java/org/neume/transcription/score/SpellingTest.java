package org.neume.transcription.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void aSpelledPitchSoundsAsThePitchThatItSpells() {
    for (int fifths = -6; fifths <= 6; fifths++) {
      Speller speller = new Speller(new KeySignature(fifths, false));
      for (int pitch = 21; pitch <= 108; pitch++) {
        assertThat(speller.spell(pitch).midi()).isEqualTo(pitch);
      }
    }
  }

  @Test
  void theScaleOfAKeyHasTheAccidentalsOfItsSignature() {
    assertThat(spelled(0, 60, 62, 64, 65, 67, 69, 71)).isEqualTo("C4 D4 E4 F4 G4 A4 B4");
    assertThat(spelled(3, 69, 71, 73, 74, 76, 78, 80)).isEqualTo("A4 B4 C#5 D5 E5 F#5 G#5");
    assertThat(spelled(-4, 56, 58, 60, 61, 63, 65, 67)).isEqualTo("Ab3 Bb3 C4 Db4 Eb4 F4 G4");
    assertThat(spelled(6, 66, 65, 71)).isEqualTo("F#4 E#4 B4");
    assertThat(spelled(-6, 66, 71, 59)).isEqualTo("Gb4 Cb5 Cb4");
  }

  @Test
  void theLeadingToneOfAMinorKeyIsRaised() {
    // A minor, D minor, E minor, C minor, F sharp minor.
    assertThat(spelled(0, 68)).isEqualTo("G#4");
    assertThat(spelled(-1, 61)).isEqualTo("C#4");
    assertThat(spelled(1, 63)).isEqualTo("D#4");
    assertThat(spelled(-3, 71)).isEqualTo("B4");
    assertThat(spelled(3, 65)).isEqualTo("E#4");
  }

  private static String spelled(int fifths, int... pitches) {
    Speller speller = new Speller(new KeySignature(fifths, false));
    StringBuilder text = new StringBuilder();
    for (int pitch : pitches) {
      SpelledPitch p = speller.spell(pitch);
      String sign = p.alter() >= 0 ? "#".repeat(p.alter()) : "b".repeat(-p.alter());
      text.append(' ').append(p.step()).append(sign).append(p.octave());
    }
    return text.substring(1);
  }
}
