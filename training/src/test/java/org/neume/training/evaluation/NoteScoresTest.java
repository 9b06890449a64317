package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoteScoresTest {
  private static final List<NoteEvent> REFERENCE =
      List.of(note(0, 1, 440, 20), note(1, 2, 220, 60), note(2, 3, 110, 100), note(3, 4, 55, 120));

  @Test
  void thePerfectTranscriptionHasEveryFigureAtOne() {
    assertThat(NoteScores.score(REFERENCE, REFERENCE).toMap().values())
        .hasSize(14)
        .allMatch(v -> v == 1);
    assertThat(VelocityScores.score(REFERENCE, REFERENCE).toMap().values())
        .hasSize(8)
        .allSatisfy(value -> assertThat(value).isCloseTo(1, within(1e-12)));
  }

  @Test
  void everyCriterionTakesAwayItsNote() {
    List<NoteEvent> estimate =
        List.of(
            // Exactly 50 ms late counts; a semitone off does not; 250 ms short is beyond a fifth;
            // the last is missing.
            note(0.05, 1, 440, 20),
            note(1, 2, 220 * Math.pow(2, 1 / 12.0), 60),
            note(2, 2.75, 110, 100));
    NoteScores scores = NoteScores.score(REFERENCE, estimate);
    assertThat(scores.whole().precision()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(scores.whole().recall()).isCloseTo(1 / 4.0, within(1e-12));
    assertThat(scores.withoutOffset().precision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(scores.onsets().recall()).isCloseTo(3 / 4.0, within(1e-12));
    assertThat(scores.offsets().recall()).isCloseTo(2 / 4.0, within(1e-12));
    assertThat(scores.overlap()).isCloseTo(0.95, within(1e-12));
    assertThat(scores.overlapWithoutOffset()).isCloseTo((0.95 + 0.75) / 2, within(1e-12));
  }

  @Test
  void loudnessMayBeOnAnyScaleButMustBeInProportion() {
    List<NoteEvent> scaled =
        REFERENCE.stream()
            .map(n -> note(n.onset(), n.offset(), n.pitch(), 7 + n.velocity() / 3))
            .toList();
    assertThat(VelocityScores.score(REFERENCE, scaled).whole().fMeasure()).isOne();
    // All alike: the best line is flat at the mean, 0.55 of the range, which no note is near but
    // the one at 0.4.
    List<NoteEvent> flat =
        REFERENCE.stream().map(n -> note(n.onset(), n.offset(), n.pitch(), 50)).toList();
    assertThat(VelocityScores.score(REFERENCE, flat).whole().recall()).isZero();
  }

  @Test
  void nothingFoundScoresNothing() {
    assertThat(NoteScores.score(REFERENCE, List.of()).toMap().values()).allMatch(v -> v == 0);
    assertThat(VelocityScores.score(List.of(), REFERENCE).toMap().values()).allMatch(v -> v == 0);
  }

  @Test
  void whatIsNoNoteIsRefused() {
    assertThatThrownBy(() -> note(1, 1, 440, 0)).hasMessageContaining("onset before offset");
    assertThatThrownBy(() -> note(1, 2, 0, 0)).hasMessageContaining("frequency above 0");
  }

  private static NoteEvent note(double onset, double offset, double hertz, double velocity) {
    return new NoteEvent(onset, offset, hertz, velocity);
  }
}
