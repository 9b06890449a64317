package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultipitchScoresTest {

  @Test
  void substitutionsMissesAndFalseAlarmsAreToldApart() {
    PitchFrames reference =
        new PitchFrames(
            List.of(0.0, 0.1, 0.2), List.of(List.of(440.0, 550.0), List.of(440.0), List.of(440.0)));
    PitchFrames estimate =
        new PitchFrames(
            List.of(0.0, 0.1, 0.2), List.of(List.of(440.0), List.of(880.0), List.of(440.0, 660.0)));
    Map<String, Double> scores = MultipitchScores.score(reference, estimate).toMap();
    assertThat(scores)
        .containsEntry("Precision", 0.5)
        .containsEntry("Recall", 0.5)
        .containsEntry("Substitution Error", 0.25)
        .containsEntry("Miss Error", 0.25)
        .containsEntry("False Alarm Error", 0.25)
        .containsEntry("Total Error", 0.75)
        .containsEntry("Chroma Recall", 0.75)
        .containsEntry("Chroma Substitution Error", 0.0);
    assertThat(scores.get("Accuracy")).isCloseTo(2 / 6.0, within(1e-12));
    assertThat(scores.get("Chroma Accuracy")).isCloseTo(3 / 5.0, within(1e-12));
  }

  @Test
  void framesAtOtherTimesGoToTheNearestAndNowhereOutside() {
    PitchFrames reference =
        new PitchFrames(
            List.of(0.0, 0.1, 0.2), List.of(List.of(440.0), List.of(440.0), List.of(440.0)));
    PitchFrames estimate =
        new PitchFrames(List.of(0.04, 0.12), List.of(List.of(220.0), List.of(440.0)));
    // 0.0 and 0.2 lie outside the estimate's times, 0.1 is nearest to 0.12.
    MultipitchScores.Counts counts = MultipitchScores.score(reference, estimate).pitch();
    assertThat(counts.right()).isEqualTo(1);
    assertThat(counts.estimates()).isEqualTo(1);
    assertThat(counts.references()).isEqualTo(3);
  }

  @Test
  void chromaWrapsAroundTheOctave() {
    // 11.8 and 0.1 semitones above C are 0.3 apart.
    double nearTop = 261.6256 * Math.pow(2, 11.8 / 12);
    double nearBottom = 261.6256 * Math.pow(2, 0.1 / 12);
    PitchFrames a = new PitchFrames(List.of(0.0), List.of(List.of(nearTop)));
    PitchFrames b = new PitchFrames(List.of(0.0), List.of(List.of(nearBottom)));
    assertThat(MultipitchScores.score(a, b).chroma().right()).isEqualTo(1);
    assertThat(MultipitchScores.score(a, b).pitch().right()).isZero();
  }

  @Test
  void whatIsNoPitchIsRefused() {
    assertThatThrownBy(() -> new PitchFrames(List.of(0.0), List.of(List.of(7.0))))
        .hasMessageContaining("give Hz");
    assertThatThrownBy(() -> new PitchFrames(List.of(1.0, 0.5), List.of(List.of(), List.of())))
        .hasMessageContaining("rising times");
  }
}
