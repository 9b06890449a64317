package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.feature.signal.ConstantQConfig.Quality;

/** High Q where harmonics interfere, low Q where time matters: in numbers. */
class DynamicQTest {

  /** Both notes are struck at 1 s and let go at 3 s. */
  private static final int ONSET = 50;

  private static float[] pair(double first, double second) {
    return new PlayedNotes(3.5).add(first, 1, 3, 0.3, 4).add(second, 1, 3, 0.3, 4).samples();
  }

  @ParameterizedTest(name = "MIDI notes {0} and {1}")
  @CsvSource({"57, 58", "60, 61", "64, 65", "69, 70", "48, 50", "60, 62"})
  void twoNotesThatLowQBlursAreSeparatedAsHighQDoes(int first, int second) {
    double f = PlayedNotes.frequency(first);
    double g = PlayedNotes.frequency(second);
    float[] samples = pair(f, g);
    int left = ConstantQGram.bin(f);
    int right = ConstantQGram.bin(g);
    double low = DynamicQReport.valley(ConstantQGram.of(Quality.LOW, samples), left, right);
    double high = DynamicQReport.valley(ConstantQGram.of(Quality.HIGH, samples), left, right);
    double dynamic = DynamicQReport.valley(ConstantQGram.of(Quality.DYNAMIC, samples), left, right);
    assertThat(low).isLessThan(6.5);
    assertThat(high).isGreaterThan(18);
    assertThat(dynamic).isGreaterThan(high - 0.5);
  }

  @ParameterizedTest(name = "MIDI notes {0} and {1}")
  @CsvSource({"45, 46", "57, 58", "60, 61", "64, 65", "60, 62"})
  void theirOnsetIsAsSteepAsLowQHasItAndHighQSmearsIt(int first, int second) {
    double f = PlayedNotes.frequency(first);
    float[] samples = pair(f, PlayedNotes.frequency(second));
    int bin = ConstantQGram.bin(f);
    ConstantQGram low = ConstantQGram.of(Quality.LOW, samples);
    ConstantQGram high = ConstantQGram.of(Quality.HIGH, samples);
    ConstantQGram dynamic = ConstantQGram.of(Quality.DYNAMIC, samples);
    for (int frame = 0; frame <= ONSET; frame++) {
      assertThat(dynamic.amplitude(frame, bin)).isCloseTo(low.amplitude(frame, bin), within(1e-6));
    }
    assertThat(dynamic.rise(bin, 0, ONSET + 30)).isEqualTo(low.rise(bin, 0, ONSET + 30));
    assertThat(high.rise(bin, 0, ONSET + 30))
        .isGreaterThanOrEqualTo(low.rise(bin, 0, ONSET + 30) + 2);
  }

  @Test
  void theThirdHarmonicOfTheThirdIsPartedFromTheFourthOfTheRootInAChord() {
    double c = PlayedNotes.frequency(48);
    double e = PlayedNotes.frequency(52);
    float[] samples =
        new PlayedNotes(3.5)
            .add(c, 1, 3, 0.2, 8)
            .add(e, 1, 3, 0.2, 8)
            .add(PlayedNotes.frequency(55), 1, 3, 0.2, 8)
            .samples();
    int left = ConstantQGram.bin(3 * e);
    int right = ConstantQGram.bin(4 * c);
    assertThat(DynamicQReport.valley(ConstantQGram.of(Quality.LOW, samples), left, right))
        .isLessThan(6);
    assertThat(DynamicQReport.valley(ConstantQGram.of(Quality.DYNAMIC, samples), left, right))
        .isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 57, 69, 81})
  void aSingleNoteKeepsLowQThroughout(int note) {
    float[] samples =
        new PlayedNotes(3).add(PlayedNotes.frequency(note), 1, 2.5, 0.3, 12).samples();
    ConstantQGram low = ConstantQGram.of(Quality.LOW, samples);
    ConstantQGram dynamic = ConstantQGram.of(Quality.DYNAMIC, samples);
    for (int frame = 0; frame < low.frames(); frame++) {
      for (int bin = 0; bin < ConstantQConfig.BINS; bin++) {
        double level = low.level(frame, bin);
        assertThat(dynamic.level(frame, bin)).isCloseTo(level, within(level > -50 ? 0.5 : 120));
      }
    }
  }

  @Test
  void aNoteThatJoinsANeighborIsSeenAtOnceAndPartedFromItSoonAfter() {
    double f = PlayedNotes.frequency(60);
    double g = PlayedNotes.frequency(61);
    float[] samples = new PlayedNotes(3.5).add(f, 0.2, 3, 0.3, 1).add(g, 1, 3, 0.3, 1).samples();
    ConstantQGram low = ConstantQGram.of(Quality.LOW, samples);
    ConstantQGram dynamic = ConstantQGram.of(Quality.DYNAMIC, samples);
    int left = ConstantQGram.bin(f);
    int right = ConstantQGram.bin(g);
    for (int frame = ONSET - 3; frame <= ONSET + 2; frame++) {
      assertThat(dynamic.amplitude(frame, right)).isEqualTo(low.amplitude(frame, right));
    }
    // 0.44 of the window of 0.23 s behind the onset.
    assertThat(dynamic.valley(ONSET + 6, left, right)).isGreaterThan(12);
  }
}
