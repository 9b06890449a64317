package org.neume.transcription.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;

class KeyFinderTest {
  private static final int[] SIGNATURES = {0, -5, 2, -3, 4, -1, -6, 1, -4, 3, -2, 5};

  @Test
  void aScaleThatRestsOnItsTriadIsInItsKeyFromEveryTonic() {
    for (int tonic = 0; tonic < 12; tonic++) {
      int c = 60 + tonic;
      List<PlacedNote> notes = notes(c, c + 2, c + 4, c + 5, c + 7, c + 9, c + 11, c, c + 4, c + 7);
      assertThat(KeyFinder.find(notes)).isEqualTo(new KeySignature(SIGNATURES[tonic], false));
    }
  }

  @Test
  void aHarmonicMinorScaleHasTheSignatureOfItsRelativeMajor() {
    for (int tonic = 0; tonic < 12; tonic++) {
      int a = 57 + tonic;
      List<PlacedNote> notes = notes(a, a + 2, a + 3, a + 5, a + 7, a + 8, a + 11, a, a + 3, a + 7);
      assertThat(KeyFinder.find(notes)).isEqualTo(new KeySignature(SIGNATURES[tonic], true));
    }
  }

  @Test
  void nothingAndEverythingAreInCMajor() {
    assertThat(KeyFinder.find(List.of())).isEqualTo(KeySignature.C_MAJOR);
    assertThat(KeyFinder.find(notes(60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71)))
        .isEqualTo(KeySignature.C_MAJOR);
  }

  private static List<PlacedNote> notes(int... pitches) {
    List<PlacedNote> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new PlacedNote(new PlayedNote(i, i + 1, pitches[i], 64, 1), 24 * i, 24 * i + 24));
    }
    return notes;
  }
}
