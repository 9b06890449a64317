package org.neume.stage.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where traces go: the settings {@code neume.traces.*}. */
@ConfigMapping(prefix = "neume.traces")
public interface TraceConfig {
  /** The address of a collector that takes OTLP over HTTP, as {@code http://collector:4318}; without it there are no traces. */
  Optional<String> endpoint();

  /** The share of recordings that is traced, 0 to 1; which they are follows from their ids, so that all services agree. */
  @WithDefault("1")
  double ratio();
}
