package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FrameSpectrumTest {

  private static final int SIZE = 2048;
  private final FrameSpectrum spectrum = new FrameSpectrum(SIZE, 1, SIZE / 2 - 1);

  @Test
  void aSineOnABinReadsItsAmplitudeThereAndTheWindowsSideValuesBesideIt() {
    for (int bin : new int[] {3, 10, 100, 511, 1000}) {
      float[] amplitudes = spectrum.of(Signals.sine(SIZE, bin, SIZE, 0.7), 0);
      for (int k = 1; k < SIZE / 2; k++) {
        double expected = k == bin ? 1 : Math.abs(k - bin) == 1 ? 0.46 / (2 * 0.54) : 0;
        assertThat((double) amplitudes[k]).as("bin %d", k).isCloseTo(expected, within(2e-6));
      }
    }
  }

  @Test
  void theEnergyOfTheSpectrumIsThatOfTheWindowedFrameAsParsevalSays() {
    float[] samples = Signals.noise(SIZE + 7, 3);
    float[] amplitudes = spectrum.of(samples, 7);
    float[] window = HammingWindow.scaled(SIZE, 1);
    double energy = 0;
    double mean = 0;
    double nyquist = 0;
    for (int k = 0; k < SIZE; k++) {
      double windowed = window[k] * samples[7 + k];
      energy += windowed * windowed;
      mean += windowed;
      nyquist += (k % 2 == 0 ? 1 : -1) * windowed;
    }
    double halfSum = 0.54 * SIZE / 2;
    double spectral = mean * mean + nyquist * nyquist;
    for (int bin = 1; bin < SIZE / 2; bin++) {
      spectral += 2 * Math.pow(halfSum * amplitudes[bin], 2);
    }
    assertThat(spectral / SIZE / energy).isCloseTo(1, within(1e-6));
  }
}
