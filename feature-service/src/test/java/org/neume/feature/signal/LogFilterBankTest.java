package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogFilterBankTest {

  private final LogFilterBank bank = new LogFilterBank(LogBandConfig.DEFAULT);

  @Test
  void twelveBandsPerOctaveOverFramesOf2048GiveThe81BandsOfTheLiterature() {
    assertThat(bank.bands()).isEqualTo(81);
  }

  /**
   * The published networks of madmom read three resolutions with their positive differences: 2 x 133
   * = 266 inputs with 6 bands per octave (onsets, beats), 2 x 157 = 314 with 3, 6 and 12 (downbeats).
   */
  @Test
  void otherResolutionsGiveTheInputSizesOfPublishedNetworks() {
    assertThat(2 * (bands(1024, 6) + bands(2048, 6) + bands(4096, 6))).isEqualTo(266);
    assertThat(2 * (bands(1024, 3) + bands(2048, 6) + bands(4096, 12))).isEqualTo(314);
  }

  private static int bands(int frameSize, int perOctave) {
    return new LogFilterBank(new LogBandConfig(44_100, frameSize, 441, perOctave, 30, 17_000, 1, 1))
        .bands();
  }

  @Test
  void lowFiltersSitOnConsecutiveBinsAndHighOnesASemitoneApart() {
    for (int band = 0; band < 19; band++) {
      assertThat(bank.peakBin(band)).isEqualTo(band + 2);
    }
    assertThat(bank.peakBin(19)).isEqualTo(22);
    for (int band = 50; band < 80; band++) {
      double ratio = (double) bank.peakBin(band + 1) / bank.peakBin(band);
      assertThat(ratio).isCloseTo(Math.pow(2, 1 / 12.0), within(0.01));
    }
  }

  @Test
  void theTopFilterPeaksAtB9AndEndsAtC10() {
    double binWidth = 44_100 / 2048.0;
    // MIDI notes 131 and 132, the highest below 17 kHz.
    assertThat(bank.peakBin(80) * binWidth)
        .isCloseTo(440 * Math.pow(2, 62 / 12.0), within(binWidth / 2));
    assertThat((bank.lastBin(80) + 1) * binWidth)
        .isCloseTo(440 * Math.pow(2, 63 / 12.0), within(binWidth / 2));
  }

  @Test
  void eachFilterIsATriangleFromPeakToPeakOfItsNeighborsWithArea1() {
    for (int band = 0; band < 81; band++) {
      double area = 0;
      for (int bin = 0; bin < 1024; bin++) {
        area += bank.weight(band, bin);
      }
      assertThat(area).as("band %d", band).isCloseTo(1, within(1e-6));
      int peak = bank.peakBin(band);
      float top = bank.weight(band, peak);
      assertThat(bank.weight(band, bank.firstBin(band) - 1)).isZero();
      assertThat(bank.weight(band, bank.lastBin(band) + 1)).isZero();
      int rise = peak - bank.firstBin(band) + 1;
      assertThat(bank.weight(band, bank.firstBin(band))).isCloseTo(top / rise, within(1e-6f));
      if (band > 0) {
        assertThat(bank.firstBin(band)).isEqualTo(bank.peakBin(band - 1) + 1);
        assertThat(bank.lastBin(band - 1)).isEqualTo(peak - 1);
      }
    }
  }

  @Test
  void theFirstFilterIsASingleBin() {
    assertThat(bank.firstBin(0)).isEqualTo(2);
    assertThat(bank.lastBin(0)).isEqualTo(2);
    assertThat(bank.weight(0, 2)).isEqualTo(1f);
  }

  @Test
  void aFlatSpectrumGivesFlatBands() {
    float[] spectrum = new float[1024];
    Arrays.fill(spectrum, 3f);
    float[] bands = new float[81];
    bank.apply(spectrum, bands);
    for (float band : bands) {
      assertThat(band).isCloseTo(3f, within(1e-5f));
    }
  }

  @Test
  void aRangeTooNarrowForAFilterIsRefused() {
    LogBandConfig narrow = new LogBandConfig(44_100, 2048, 441, 12, 430, 450, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogFilterBank(narrow))
        .withMessageContaining("widen the range");
  }
}
