package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The densities of Krebs, Böck and Widmer 2015 (section 3.3) and, with bars, of Böck, Krebs and
 * Widmer 2016 (section 2.3), worked out by hand for an observation lambda of 16 and a floor of 1e-5.
 */
@DisplayName("The log density of a frame")
class FrameScoresTest {
  /** One unit of the fixed-point numbers, in nats: half of it by rounding, the rest by float input. */
  private static final Offset<Double> ROUNDING = within(1.0 / (1 << 16));

  private static final double LN_FLOOR = -11.512925;

  private static FrameScores scores(double sharpness, Integer... barLengths) {
    return new FrameScores(
        DecoderConfig.defaults()
            .withObservation(new ObservationModel(16, 1e-5, true, sharpness))
            .withMeter(new MeterModel(List.of(barLengths), 0)));
  }

  private static void check(
      FrameScores scores, double b, double d, double nonBeat, double beat, double downbeat) {
    float any = (float) b;
    float down = (float) d;
    assertThat(FixedPoint.toNats(scores.nonBeat(any, down))).isCloseTo(nonBeat, ROUNDING);
    assertThat(FixedPoint.toNats(scores.beat(any, down))).isCloseTo(beat, ROUNDING);
    assertThat(FixedPoint.toNats(scores.downbeat(down))).isCloseTo(downbeat, ROUNDING);
  }

  @Test
  @DisplayName("with bars splits a beat's activation between its downbeat and the rest")
  void bars() {
    // (1 - 0.8) / 15 = 0.0133..., 0.8 - 0.3 = 0.5, 0.3
    check(scores(1, 3, 4), 0.8, 0.3, -4.317488, -0.693147, -1.203973);
    // (1 - 0.5) / 15 = 0.0333..., 0.5 - 0.125 = 0.375, 0.125
    check(scores(1, 3, 4), 0.5, 0.125, -3.401197, -0.980829, -2.079442);
  }

  @Test
  @DisplayName("with bars counts a downbeat as a beat though the beat output is below it")
  void downbeatAboveBeat() {
    // (1 - 0.8) / 15, nothing is left for a beat that is no downbeat, 0.8
    check(scores(1, 3, 4), 0.3, 0.8, -4.317488, LN_FLOOR, -0.223144);
  }

  @Test
  @DisplayName("raises the activations to the sharpness before it splits them")
  void sharpness() {
    // 0.8^2 = 0.64, 0.3^2 = 0.09: (1 - 0.64) / 15 = 0.024, 0.64 - 0.09 = 0.55, 0.09
    check(scores(2, 3, 4), 0.8, 0.3, -3.729701, -0.597837, -2.407946);
    // 0.64^0.5 = 0.8, 0.09^0.5 = 0.3
    check(scores(0.5, 3, 4), 0.64, 0.09, -4.317488, -0.693147, -1.203973);
  }

  @Test
  @DisplayName("without bars knows beats alone")
  void withoutBars() {
    // (1 - 0.8) / 15, 0.8; the downbeat output has no say in either
    check(scores(1), 0.8, 0.3, -4.317488, -0.223144, -1.203973);
    check(scores(1), 0.8, 0.9, -4.317488, -0.223144, -0.105361);
    check(scores(2), 0.8, 0.3, -3.729701, -0.446287, -2.407946);
  }

  @Test
  @DisplayName("never falls below the floor, which a non-beat state shares by lambda - 1")
  void floor() {
    // ln 1e-5 - ln 15 = -11.512925 - 2.708050
    check(scores(1, 3, 4), 1, 1, -14.220976, LN_FLOOR, 0);
    // ln(1 / 15)
    check(scores(1, 3, 4), 0, 0, -2.708050, LN_FLOOR, LN_FLOOR);
  }
}
