package org.neume.cli.chain;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run the whole chain in this process.
 *
 * @param data folder that the broker keeps its log in, below {@code broker}; null for one that is deleted
 *     at the end
 * @param port the broker's port, or 0 for any that is free
 * @param services settings of the services by their property names
 */
public record ChainSettings(@Nullable Path data, int port, Map<String, String> services) {

  /** Copies the settings. */
  public ChainSettings {
    services = Map.copyOf(services);
  }
}
