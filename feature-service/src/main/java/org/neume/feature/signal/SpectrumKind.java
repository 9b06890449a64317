package org.neume.feature.signal;

import java.util.Locale;

/** What a value of a {@link SpectrumConfig} says of a frequency, or of a band of them. */
public enum SpectrumKind {
  /** The magnitude of the Fourier coefficient, |u·x + i v·x|. */
  SPECTROGRAM(false, false),
  /** log(1 + magnitude). */
  LOG_SPECTROGRAM(false, true),
  /** Magnitudes summed in triangular bands of equal width on the mel scale. */
  MEL(true, false),
  /** log(1 + band). */
  LOG_MEL(true, true),
  /** |u·x| + |v·x|: what two rectified pairs of filters give, with cosine u and sine v. */
  RELUGRAM(false, false),
  /** log(1 + |u·x| + |v·x|). */
  LOG_RELUGRAM(false, true);

  private final boolean mel;
  private final boolean logarithmic;

  SpectrumKind(boolean mel, boolean logarithmic) {
    this.mel = mel;
    this.logarithmic = logarithmic;
  }

  /** Whether frequencies are gathered in mel bands. */
  public boolean isMel() {
    return mel;
  }

  /** Whether values are log(1 + .). */
  public boolean isLogarithmic() {
    return logarithmic;
  }

  /** The name as a representation's begins: {@code log-mel}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
