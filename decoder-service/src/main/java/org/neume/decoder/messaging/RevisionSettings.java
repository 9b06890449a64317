package org.neume.decoder.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How corrected recordings are decoded again: the settings {@code neume.revisions.*}. */
@ConfigMapping(prefix = "neume.revisions")
public interface RevisionSettings {
  /** The topic that activations are read from. */
  @WithDefault("neume.activations")
  String activationsTopic();

  /** Activations of recordings corrected lately that are kept, so that they are not read again. */
  @WithDefault("64M")
  MemorySize cacheBytes();

  /** A longer recording cannot be corrected. */
  @WithDefault("PT3H")
  Duration longest();

  /** Threads that decode. */
  @WithDefault("2")
  int threads();
}
