package org.neume.cli.chain;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** All stages in one Quarkus application: they run until the process is told to end. */
public final class ChainApplication implements QuarkusApplication {
  @Override
  public int run(String... args) {
    Quarkus.waitForExit();
    return 0;
  }
}
