package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The overall tempo")
class TempoEvidenceTest {
  private static final BeatNetwork BEATS = new BeatNetwork(DecoderConfig.beatsOnly());

  /** Too slow for the double of its tempi. */
  private static final BeatNetwork SLOW =
      new BeatNetwork(
          DecoderConfig.beatsOnly()
              .withTempo(TempoModel.exponential(BeatIntervals.ofTempi(100, 55, 100), 100)));

  /** Sixty beats of a period, with peaks of these heights at even beats, odd beats and half beats. */
  private static List<TempoHypothesis> tempi(
      BeatNetwork network, int period, float even, float odd, float half) {
    float[] column = new float[60 * period];
    for (int beat = 0; beat < 60; beat++) {
      column[beat * period] = beat % 2 == 0 ? even : odd;
      column[beat * period + period / 2] = half;
    }
    return WholeRecording.decode(DbnBeatDecoder.of(network), column, 1).tempi();
  }

  private static void assertOrdered(List<TempoHypothesis> tempi) {
    assertThat(tempi).hasSize(3);
    assertThat(tempi.get(0).weight()).isGreaterThanOrEqualTo(tempi.get(1).weight());
    assertThat(tempi.get(1).weight()).isGreaterThanOrEqualTo(tempi.get(2).weight());
    assertThat(tempi.stream().mapToDouble(TempoHypothesis::weight).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  @DisplayName("is nearly certain where nothing happens between equal beats")
  void clear() {
    List<TempoHypothesis> tempi = tempi(BEATS, 50, 0.8f, 0.8f, 0);
    assertOrdered(tempi);
    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(120, within(0.5));
    assertThat(tempi.get(0).weight()).isGreaterThan(0.9);
  }

  @Test
  @DisplayName("has its double for first alternative where half beats are strong")
  void halfBeats() {
    List<TempoHypothesis> tempi = tempi(SLOW, 90, 0.8f, 0.8f, 0.4f);
    assertOrdered(tempi);
    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(66.7, within(0.5));
    assertThat(tempi.get(1).beatsPerMinute()).isCloseTo(133.3, within(1.0));
    assertThat(tempi.get(1).weight()).isGreaterThan(0.25);
  }

  @Test
  @DisplayName("has its half for first alternative where every second beat stands out")
  void secondBeats() {
    List<TempoHypothesis> tempi = tempi(BEATS, 32, 0.9f, 0.5f, 0);
    assertOrdered(tempi);
    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(187.5, within(1.0));
    assertThat(tempi.get(1).beatsPerMinute()).isCloseTo(93.75, within(0.5));
    assertThat(tempi.get(1).weight()).isGreaterThan(0.2);
  }

  @Test
  @DisplayName(
      "has no tempo for an alternative twice, where the music goes at its double for a while")
  void doubleForAWhile() {
    Pulses pulses = new Pulses(10).bars(20, 4, 60).bars(24, 4, 30);
    List<TempoHypothesis> tempi =
        WholeRecording.decode(DbnBeatDecoder.of(DecoderConfig.defaults()), pulses.rows(), 2)
            .tempi();
    assertOrdered(tempi);
    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(100, within(1.0));
    assertThat(tempi.get(1).beatsPerMinute()).isCloseTo(200, within(2.0));
    assertThat(tempi.get(2).beatsPerMinute()).isNotCloseTo(200, within(10.0));
  }

  @Test
  @DisplayName("has the other tempo for an alternative where the music has two")
  void twoTempi() {
    Pulses pulses = new Pulses(10).bars(20, 4, 50).bars(12, 4, 62);
    List<TempoHypothesis> tempi =
        WholeRecording.decode(DbnBeatDecoder.of(DecoderConfig.defaults()), pulses.rows(), 2)
            .tempi();
    assertOrdered(tempi);
    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(120, within(1.0));
    assertThat(tempi.get(1).beatsPerMinute()).isCloseTo(96.8, within(1.0));
    // 80 beats of 50 frames against 48 of 62.
    assertThat(tempi.get(1).weight() / tempi.get(0).weight())
        .isCloseTo(48.0 * 62 / (80 * 50), within(0.05));
  }

  @Test
  @DisplayName("at a beat is the slope through its neighbors, and its own period without any")
  void curve() {
    TempoCurve curve = new TempoCurve(100, List.of());
    double[] tempi =
        curve.add(
            List.of(
                new TempoCurve.Point(0, 50),
                new TempoCurve.Point(51, 50),
                new TempoCurve.Point(100, 50),
                new TempoCurve.Point(200, 90)));
    // Least squares through 0, 51 and 100 at 0, 1 and 2: slope 50.
    assertThat(tempi[0]).isCloseTo(120, within(1e-9));
    assertThat(tempi[1]).isCloseTo(120, within(1e-9));
    assertThat(tempi[3]).isCloseTo(6000.0 / 90, within(1e-9));
    assertThat(curve.recent()).hasSize(4);
    curve.reset();
    assertThat(curve.recent()).isEmpty();
  }
}
