package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
  private static double average(float[] scores, float... labels) {
    return new PrecisionRecall(scores, labels).average();
  }

  /** The example of scikit-learn's documentation of {@code average_precision_score}. */
  @Test
  void averagesAsTheDocumentedExample() {
    float[] scores = {0.1f, 0.4f, 0.35f, 0.8f};
    assertThat(average(scores, 0, 0, 1, 1)).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void averagesClosedForms() {
    float[] falling = {4, 3, 2, 1};
    assertThat(average(falling, 1, 1, 0, 0)).isEqualTo(1);
    assertThat(average(falling, 0, 0, 1, 1)).isCloseTo((1 / 3.0 + 2 / 4.0) / 2, within(1e-12));
    assertThat(average(falling, 1, 0, 1, 0)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    assertThat(average(falling, 0, 0, 0, 0)).isNaN();
  }

  @Test
  void decidesEqualScoresAlike() {
    float[] equal = {0.5f, 0.5f, 0.5f, 0.5f};
    assertThat(average(equal, 1, 0, 0, 0)).isEqualTo(0.25);
    assertThat(average(equal, 0, 0, 0, 1)).isEqualTo(0.25);
    assertThat(average(new float[] {-0f, 0f}, 0, 1)).isEqualTo(0.5);
  }

  @Test
  void comesToTheShareOfPositivesForScoresThatSayNothing() {
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[200_000];
    float[] labels = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) random.nextDouble() - 0.5f;
      labels[i] = random.nextInt(10) == 0 ? 1 : 0;
    }
    assertThat(average(scores, labels)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void countsAtAThresholdAndFindsTheBest() {
    PrecisionRecall curve =
        new PrecisionRecall(new float[] {0.9f, 0.8f, 0.7f, -0.6f}, new float[] {1, 0, 1, 0});
    assertThat(curve.at(0.75).precision()).isEqualTo(0.5);
    assertThat(curve.at(0.75).recall()).isEqualTo(0.5);
    assertThat(curve.at(2).recall()).isZero();
    assertThat(curve.at(-9).precision()).isEqualTo(0.5);
    assertThat(curve.best().threshold()).isCloseTo(0.7, within(1e-6));
    assertThat(curve.best().measure()).isCloseTo(0.8, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrecisionRecall(new float[2], new float[3]));
  }
}
