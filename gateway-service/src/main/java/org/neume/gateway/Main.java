package org.neume.gateway;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs a gateway as a process of its own; one that cannot start says why in one line. */
@QuarkusMain(name = "gateway")
public final class Main {
  private Main() {}

  /** Runs until the process is told to end. */
  public static void main(String... arguments) {
    try {
      Quarkus.run(null, Main::end, arguments);
    } catch (ExceptionInInitializerError e) {
      end(1, e);
    }
  }

  private static void end(int code, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println("gateway: " + StartFailure.line(failure));
      Logger.getLogger(Main.class).debug("the gateway does not start", failure);
    }
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
  }
}
