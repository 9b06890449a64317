package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

@DisplayName("The programs of a score")
class SoundingProgramsTest {
  private static final Note NOTE = new Note(0.5, 1, 3, 60, 90);

  @Test
  @DisplayName("that sound at another octave than their keys give way to relatives")
  void replaces() {
    Score score = score(Control.program(0, 3, 16), Control.program(2, 3, 31));

    assertThat(SoundingPrograms.in(score).controls())
        .containsExactly(Control.program(0, 3, 20), Control.program(2, 3, 25));
    assertThat(SoundingPrograms.in(score).notes()).containsExactly(NOTE);
  }

  @Test
  @DisplayName("that sound where they are played stay, and so do other controls")
  void keeps() {
    Score score = score(Control.program(0, 3, 0), Control.controller(1, 3, 16, 31));

    assertThat(SoundingPrograms.in(score)).isEqualTo(score);
  }

  @Test
  @DisplayName("that are drum kits stay, whatever instrument their number stands for elsewhere")
  void keepsDrumKits() {
    Score score = score(Control.program(0, 9, 16), Control.program(1, 9, 47));

    assertThat(SoundingPrograms.in(score)).isEqualTo(score);
  }

  private static Score score(Control... controls) {
    return new Score(List.of(NOTE), List.of(controls), List.of(), false);
  }
}
