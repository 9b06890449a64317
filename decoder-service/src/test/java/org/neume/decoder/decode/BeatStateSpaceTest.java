package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against the published figures of the beat-period state space. */
@DisplayName("The state space")
class BeatStateSpaceTest {
  private static long states(double frameRate, List<Integer> intervals, MeterModel meter) {
    DecoderConfig defaults = DecoderConfig.defaults();
    return new BeatStateSpace(
            new DecoderConfig(
                frameRate,
                TempoModel.exponential(intervals, 100),
                meter,
                defaults.observation(),
                defaults.passages(),
                defaults.stream()))
        .stateCount();
  }

  private static void assertStates(
      double frameRate, List<Integer> intervals, int periods, long beat, long three, long four) {
    assertThat(intervals).hasSize(periods);
    assertThat(states(frameRate, intervals, MeterModel.none())).isEqualTo(beat);
    assertThat(states(frameRate, intervals, MeterModel.only(3))).isEqualTo(three);
    assertThat(states(frameRate, intervals, MeterModel.only(4))).isEqualTo(four);
    assertThat(states(frameRate, intervals, new MeterModel(List.of(3, 4), 0.001)))
        .isEqualTo(three + four);
  }

  @Test
  @DisplayName("has 5,617 states per beat for every period of 55 to 215 BPM at 100 fps")
  void allPeriods() {
    assertStates(100, BeatIntervals.ofTempi(100, 55, 215), 82, 5_617, 16_851, 22_468);
    assertThat(BeatIntervals.ofTempi(100, 55, 215)).startsWith(28).endsWith(109);
  }

  @Test
  @DisplayName("has 3,719 states per beat for 60 spaced periods")
  void sixtyPeriods() {
    assertStates(100, BeatIntervals.logSpaced(100, 55, 215, 60), 60, 3_719, 11_157, 14_876);
  }

  @Test
  @DisplayName("has 1,449 states per beat at 50 fps, where there are fewer than 60 periods")
  void fiftyFrames() {
    assertStates(50, BeatIntervals.ofTempi(50, 55, 215), 42, 1_449, 4_347, 5_796);
    assertThat(BeatIntervals.logSpaced(50, 55, 215, 60))
        .isEqualTo(BeatIntervals.ofTempi(50, 55, 215));
  }

  @Test
  @DisplayName("has the seed's 5,427 states")
  void seed() {
    assertThat(new BeatStateSpace(DecoderConfig.seed(100)).stateCount()).isEqualTo(5_427);
  }

  @Test
  @DisplayName("has 389 beat states at 100 fps, 2 in the shortest period and 7 in the longest")
  void beatStates() {
    BeatStateSpace space = new BeatStateSpace(DecoderConfig.beatsOnly());
    int total = 0;
    for (int i = 0; i < space.intervalCount(); i++) {
      total += space.beatFrames(i);
    }
    assertThat(total).isEqualTo(389);
    assertThat(space.beatFrames(0)).isEqualTo(2);
    assertThat(space.beatFrames(81)).isEqualTo(7);
  }

  @Test
  @DisplayName("numbers beats in bars of several lengths")
  void numbers() {
    BeatStateSpace space =
        new BeatStateSpace(
            DecoderConfig.defaults().withMeter(new MeterModel(List.of(2, 3), 0.001)));
    assertThat(space.chainCount()).isEqualTo(5);
    assertThat(List.of(0, 1, 2, 3, 4)).extracting(space::number).containsExactly(1, 2, 1, 2, 3);
    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(space::beatsPerBar)
        .containsExactly(2, 2, 3, 3, 3);
    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(space::endsBar)
        .containsExactly(false, true, false, false, true);
  }

  @Test
  @DisplayName("lets a period change by at most 36.04 % at lambda 100")
  void largestChange() {
    // -ln(2^-52) / 100 = 0.3604
    List<Integer> intervals = BeatIntervals.ofFrames(1_000, 20_000 / 10);
    TempoTransitions tempo = new TempoTransitions(TempoModel.exponential(intervals, 100));
    int from = 0;
    int to = 0;
    while (to + 1 < intervals.size() && !FixedPoint.isImpossible(tempo.score(from, to + 1))) {
      to++;
    }
    assertThat(intervals.get(to)).isEqualTo(1_360);
    assertThat(tempo.firstSource(to)).isZero();
    assertThat(tempo.firstSource(to + 1)).isEqualTo(1);
  }

  @Test
  @DisplayName("leaves every period with probabilities that sum to 1")
  void rowsSumToOne() {
    List<Integer> intervals = BeatIntervals.ofFrames(27, 107);
    for (TempoModel model :
        List.of(
            TempoModel.exponential(intervals, 100),
            TempoModel.exponential(intervals, 0),
            new TempoModel(intervals, 100, OptionalDouble.of(0.002)))) {
      TempoTransitions tempo = new TempoTransitions(model);
      for (int from = 0; from < intervals.size(); from++) {
        double sum = 0;
        for (int to = 0; to < intervals.size(); to++) {
          sum += Math.exp(FixedPoint.toNats(tempo.score(from, to)));
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  @DisplayName("keeps the seed's period with probability 0.998 at a beat's end")
  void seedKeepsItsPeriod() {
    TempoTransitions tempo = new TempoTransitions(DecoderConfig.seed(100).tempo());
    for (int i = 0; i < 81; i++) {
      assertThat(Math.exp(FixedPoint.toNats(tempo.score(i, i)))).isCloseTo(0.998, within(1e-4));
    }
    // Two changes of equal period ratio to either side are equally likely but for the row's share.
    double up = FixedPoint.toNats(tempo.score(33, 34) - tempo.score(33, 35));
    assertThat(up).isCloseTo(100.0 / 60, within(1e-3));
  }

  @Test
  @DisplayName("spreads the seed's changes over all periods at lambda 0")
  void lambdaZero() {
    TempoTransitions tempo = new TempoTransitions(DecoderConfig.seed(0).tempo());
    assertThat(Math.exp(FixedPoint.toNats(tempo.score(0, 80)))).isCloseTo(0.002 / 80, within(1e-8));
    assertThat(tempo.score(0, 80)).isEqualTo(tempo.score(40, 41));
  }
}
