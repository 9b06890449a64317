package org.neume.transcription.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How scores follow corrections: the settings {@code neume.rescore.*}; how they are made is {@link ScoreConfig}. */
@ConfigMapping(prefix = "neume.rescore")
public interface RescoreConfig {
  /** The topic that notes are read from. */
  @WithDefault("neume.notes")
  String notesTopic();

  /** Notes of recordings corrected lately that are remembered in all, at 50 bytes each. */
  @WithDefault("200000")
  int rememberedNotes();

  /** A correction whose beats are there and whose notes do not go on for this long fails. */
  @WithDefault("PT10M")
  Duration patience();

  /**
   * A correction fails whose beats are not in the log so long after it was made: longer than a decoder that
   * makes them is ever down or behind.
   */
  @WithDefault("PT1H")
  Duration beatsWithin();
}
