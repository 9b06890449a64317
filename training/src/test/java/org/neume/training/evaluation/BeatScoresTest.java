package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cases whose figures follow from the definitions by hand: 101 beats at 120 a minute from 10 s on. */
class BeatScoresTest {
  private static final int COUNT = 101;
  private static final double PERIOD = 0.5;
  private static final double[] BEATS = grid(10, PERIOD, COUNT);

  @Test
  void thePerfectEstimateHasEveryFigureAtOne() {
    BeatSequence beats =
        BeatSequence.of(BEATS, IntStream.range(0, COUNT).map(i -> i % 4 + 1).toArray());
    assertThat(BeatScores.score(beats, beats).toMap().values())
        .hasSize(11)
        .allMatch(value -> value == 1);
  }

  @Test
  void aConstantDelayOfOneDeviationCostsCemgilExactlyTheGaussian() {
    BeatScores scores = score(grid(10.04, PERIOD, COUNT));
    assertThat(scores.fMeasure()).isOne();
    assertThat(scores.cemgil()).isCloseTo(Math.exp(-0.5), within(1e-9));
    assertThat(scores.cemgilBestLevel()).isCloseTo(Math.exp(-0.5), within(1e-9));
    assertThat(scores.correctContinuous()).isOne();
    // Seen from the estimate, only the first reference beat, which lies before it, is out of the
    // common bin.
    double one = 1.0 / COUNT;
    double entropy = -one * log2(one) - (1 - one) * log2(1 - one);
    assertThat(scores.informationGain()).isCloseTo(1 - entropy / log2(41), within(1e-9));
  }

  @Test
  void seventyMillisecondsAreFoundAndSeventyOneAreNot() {
    assertThat(score(grid(10.0699, PERIOD, COUNT)).fMeasure()).isOne();
    assertThat(score(grid(10.0711, PERIOD, COUNT)).fMeasure()).isZero();
  }

  @Test
  void offBeatsAreWrongAtTheAnnotatedLevelAndRightAtAny() {
    BeatScores scores = score(grid(10 + PERIOD / 2, PERIOD, COUNT - 1));
    assertThat(scores.fMeasure()).isZero();
    assertThat(scores.correctTotal()).isZero();
    assertThat(scores.anyContinuous()).isOne();
    assertThat(scores.anyTotal()).isOne();
    assertThat(scores.cemgilBestLevel()).isOne();
    assertThat(scores.gotoScore()).isZero();
  }

  @Test
  void doubleTempoFindsEveryBeatWithHalfThePrecision() {
    int twice = 2 * COUNT - 1;
    BeatScores scores = score(grid(10, PERIOD / 2, twice));
    assertThat(scores.fMeasure()).isCloseTo(2.0 * COUNT / (COUNT + twice), within(1e-12));
    assertThat(scores.pScore()).isCloseTo((double) COUNT / twice, within(1e-12));
    assertThat(scores.correctTotal()).as("the period is wrong").isZero();
    assertThat(scores.anyTotal()).isOne();
  }

  @Test
  void halfTempoFindsEveryOtherBeat() {
    int half = (COUNT + 1) / 2;
    BeatScores scores = score(grid(10, 2 * PERIOD, half));
    assertThat(scores.fMeasure()).isCloseTo(2.0 * half / (COUNT + half), within(1e-12));
    assertThat(scores.correctTotal()).isZero();
    assertThat(scores.anyContinuous()).isOne();
  }

  @Test
  void oneSlipBreaksContinuityButNotTheTotal() {
    double[] estimate = BEATS.clone();
    estimate[40] += 0.2 * PERIOD;
    BeatScores scores = score(estimate);
    // The slipped beat and, with its interval, the one behind it are wrong: 40 before, 59 behind.
    assertThat(scores.correctContinuous()).isCloseTo(59.0 / COUNT, within(1e-12));
    assertThat(scores.correctTotal()).isCloseTo(99.0 / COUNT, within(1e-12));
    assertThat(scores.gotoScore()).isOne();
  }

  @Test
  void errorsSpreadEvenlyOverTheBinsGainNoInformation() {
    double[] references = grid(10, 1, 42);
    double[] estimates = IntStream.range(0, 41).mapToDouble(k -> 10 + k + k / 41.0).toArray();
    BeatScores scores = BeatScores.score(BeatSequence.of(references), BeatSequence.of(estimates));
    assertThat(scores.informationGain()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theFirstFiveSecondsAreLeftOutUnlessAskedFor() {
    BeatSequence reference = BeatSequence.of(1, 2, 3, 4, 5, 6, 7, 8);
    BeatSequence estimate = BeatSequence.of(5, 6, 7, 8);
    assertThat(BeatScores.score(reference, estimate).fMeasure()).isOne();
    assertThat(BeatScores.score(reference, estimate, 0).fMeasure())
        .isCloseTo(2.0 * 4 / 12, within(1e-12));
  }

  @Test
  void nothingFoundScoresNothing() {
    BeatSequence none = BeatSequence.of();
    assertThat(BeatScores.score(BeatSequence.of(BEATS), none).toMap().values())
        .allMatch(v -> v == 0);
    assertThat(BeatScores.score(none, BeatSequence.of(BEATS)).toMap().values())
        .allMatch(v -> v == 0);
  }

  @Test
  void downbeatsAreScoredByThemselves() {
    int[] threes = IntStream.range(0, COUNT).map(i -> i % 3 + 1).toArray();
    int[] sixes = IntStream.range(0, COUNT).map(i -> i % 6 + 1).toArray();
    BeatScores scores =
        BeatScores.score(BeatSequence.of(BEATS, threes), BeatSequence.of(BEATS, sixes));
    assertThat(scores.fMeasure()).isOne();
    // 34 downbeats against 17, all of which are right.
    assertThat(scores.downbeatFMeasure().orElseThrow())
        .isCloseTo(2.0 * 17 / (34 + 17), within(1e-12));
    assertThat(
            BeatScores.score(BeatSequence.of(BEATS), BeatSequence.of(BEATS, sixes))
                .downbeatFMeasure())
        .isEmpty();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static BeatScores score(double[] estimate) {
    return BeatScores.score(BeatSequence.of(BEATS), BeatSequence.of(estimate));
  }

  private static double[] grid(double start, double period, int count) {
    return DoubleStream.iterate(0, i -> i + 1).limit(count).map(i -> start + i * period).toArray();
  }
}
