package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TempoScoresTest {

  @ParameterizedTest(name = "{1} BPM for 120: accuracy 1 {2}, accuracy 2 {3}")
  @CsvSource({
    "120, 120, 1, 1",
    "120, 124.7, 1, 1",
    "120, 124.9, 0, 0",
    "120, 115.3, 1, 1",
    "120, 240, 0, 1",
    "120, 60, 0, 1",
    "120, 360, 0, 1",
    "120, 40, 0, 1",
    "120, 41.7, 0, 0",
    "120, 80, 0, 0",
    "120, 480, 0, 0",
    "120, 0, 0, 0"
  })
  void accuracyForgivesFourPercentAndTheSecondOctavesToo(
      double truth, double estimate, double first, double second) {
    TempoScores scores = TempoScores.score(TempoAnnotation.of(truth), TempoAnnotation.of(estimate));
    assertThat(scores.accuracy1()).isEqualTo(first);
    assertThat(scores.accuracy2()).isEqualTo(second);
    assertThat(scores.pair()).isEmpty();
  }

  @Test
  void aPairIsWeightedByWhatListenersTap() {
    TempoAnnotation reference = new TempoAnnotation(60, 120, 0.3);
    TempoScores.Pair slow =
        TempoScores.score(reference, new TempoAnnotation(64.7, 90, 0.5)).pair().orElseThrow();
    assertThat(slow.pScore()).isCloseTo(0.3, within(1e-12));
    assertThat(slow.oneCorrect()).isOne();
    assertThat(slow.bothCorrect()).isZero();
    TempoScores.Pair both =
        TempoScores.score(reference, new TempoAnnotation(119, 61, 0.5)).pair().orElseThrow();
    assertThat(both.pScore()).isCloseTo(1, within(1e-12));
    assertThat(both.bothCorrect()).isOne();
  }

  @Test
  void theMainTempoIsTheOneMoreListenersTap() {
    TempoAnnotation reference = new TempoAnnotation(60, 120, 0.3);
    assertThat(TempoScores.score(reference, TempoAnnotation.of(120)).accuracy1()).isOne();
    assertThat(TempoScores.score(reference, TempoAnnotation.of(60)).accuracy1()).isZero();
  }

  @Test
  void theTempoOfBeatsIsThatOfTheirMedianInterval() {
    assertThat(TempoAnnotation.of(BeatSequence.of(0, 0.5, 1, 1.5, 3)).main())
        .isCloseTo(120, within(1e-9));
    assertThat(TempoAnnotation.of(BeatSequence.of(1)).main()).isZero();
  }

  @Test
  void aReferenceWithoutTempoIsRefused() {
    assertThatThrownBy(() -> TempoScores.score(TempoAnnotation.of(0), TempoAnnotation.of(120)))
        .hasMessageContaining("no tempo; give");
    assertThatThrownBy(() -> new TempoAnnotation(60, Double.NaN, 0.5))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new TempoAnnotation(60, 120, 1.5)).hasMessageContaining("0 to 1");
  }
}
