package org.neume.inference.messaging;

import java.util.Set;

/** The representations that the feature stage can make, as a setting lists them. */
final class KnownRepresentations {
  /** All of them, separated by commas: every spectrum of the family of MusicNet among them. */
  static final String TEXT =
      "log-bands-81,constant-q-48,raw-11025,raw-44100,single-note-16000,single-note-constant-q,"
          + "spectrogram-1024,spectrogram-2048,spectrogram-8192,spectrogram-16384,"
          + "log-spectrogram-1024,log-spectrogram-2048,log-spectrogram-8192,log-spectrogram-16384,"
          + "mel-1024,mel-2048,mel-8192,mel-16384,"
          + "log-mel-1024,log-mel-2048,log-mel-8192,log-mel-16384,"
          + "relugram-1024,relugram-2048,relugram-8192,relugram-16384,"
          + "log-relugram-1024,log-relugram-2048,log-relugram-8192,log-relugram-16384";

  /** The same by name. */
  static final Set<String> NAMES = Set.of(TEXT.split(",", -1));

  private KnownRepresentations() {}
}
