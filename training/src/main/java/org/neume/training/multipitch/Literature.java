package org.neume.training.multipitch;

import org.neume.feature.signal.SpectrumConfig;

/**
 * What the literature measured on MusicNet with linear regressions: average precision in percent, of the
 * paper ("Learning Features of Music from Scratch", ICLR 2017) and of its reproduction.
 */
final class Literature {
  private Literature() {}

  /** The figures of a spectrum; empty where there are none. */
  static String of(SpectrumConfig config) {
    return switch (config.name()) {
      case "log-spectrogram-1024" -> "39.8 / 37.7";
      case "spectrogram-2048" -> "32.9 / 42.2";
      case "mel-2048" -> "– / 37.5";
      case "mel-1024" -> "– / 34.2";
      case "log-mel-2048" -> "– / 46.2";
      case "log-spectrogram-2048" -> "48.8 / 42.4";
      case "log-relugram-2048" -> "49.3 / 47.5";
      case "log-spectrogram-8192" -> "52.1 / 55.6";
      case "log-spectrogram-16384" -> "45.5 / 48.3";
      default -> "";
    };
  }
}
