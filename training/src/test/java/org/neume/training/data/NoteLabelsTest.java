package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

@DisplayName("The labels of a score")
class NoteLabelsTest {
  private static Score score(List<Note> notes, Control... controls) {
    return new Score(notes, List.of(controls), List.of(), false);
  }

  @Test
  @DisplayName("leave out drums, effects, silent channels and what no piano has")
  void leavesOut() {
    Score score =
        score(
            List.of(
                new Note(0, 1, Note.DRUMS, 60, 100),
                new Note(0, 1, 1, 60, 100),
                new Note(0, 1, 2, 60, 100),
                new Note(0, 1, 3, 109, 100),
                new Note(0, 1, 3, 62, 100)),
            Control.program(0, 1, 119),
            Control.controller(0, 2, 7, 0));
    assertThat(NoteLabels.of(score, true)).extracting(PlayedNote::pitch).containsExactly(62);
  }

  @Test
  @DisplayName("hold notes with the pedal until it goes up, if the renderer does")
  void pedal() {
    Score score =
        score(
            List.of(new Note(1, 0.5, 0, 60, 100), new Note(3, 0.5, 0, 62, 100)),
            Control.controller(0.9, 0, 64, 127),
            Control.controller(2.5, 0, 64, 0));
    assertThat(NoteLabels.of(score, true)).extracting(PlayedNote::offset).containsExactly(2.5, 3.5);
    assertThat(NoteLabels.of(score, false))
        .extracting(PlayedNote::offset)
        .containsExactly(1.5, 3.5);
  }

  @Test
  @DisplayName(
      "make one note of a pitch in two parts, and end a note where its pitch is struck again")
  void merges() {
    Score score =
        score(
            List.of(
                new Note(1, 4, 0, 60, 50),
                new Note(1.01, 1, 1, 60, 90),
                new Note(3, 0.5, 1, 60, 70)));
    assertThat(NoteLabels.of(score, true))
        .extracting(PlayedNote::onset, PlayedNote::offset, PlayedNote::velocity)
        .containsExactly(tuple(1.0, 3.0, 90), tuple(3.0, 5.0, 70));
  }

  @Test
  @DisplayName("move with the speed of the recording and end with it")
  void speed() {
    List<PlayedNote> notes =
        List.of(new PlayedNote(2, 4, 60, 50, 1), new PlayedNote(9.99, 12, 61, 50, 1));
    assertThat(NoteLabels.atSpeed(notes, 2, 1.5))
        .containsExactly(new PlayedNote(1, 1.5, 60, 50, 1));
  }
}
