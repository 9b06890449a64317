package org.neume.decoder.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Settings of the stage of revisions, without a configuration. */
record FixedRevisionSettings(long bytes, Duration longest) implements RevisionSettings {
  FixedRevisionSettings(long bytes) {
    this(bytes, Duration.ofHours(1));
  }

  @Override
  public String activationsTopic() {
    return "neume.activations";
  }

  @Override
  public MemorySize cacheBytes() {
    return new MemorySize(BigInteger.valueOf(bytes));
  }

  @Override
  public int threads() {
    return 1;
  }
}
