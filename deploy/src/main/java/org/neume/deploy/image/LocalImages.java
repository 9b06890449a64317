package org.neume.deploy.image;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Which images the Docker engine of this machine has already. */
final class LocalImages {
  private static final int PATIENCE_SECONDS = 20;

  private LocalImages() {}

  /**
   * The engine's own copy of an image where there is one, so that images can be made where no
   * registry is to be reached.
   *
   * @return the reference with {@code docker://} before it, or as it is
   */
  static String prefer(String reference) throws InterruptedException {
    if (reference.contains("://")) {
      return reference;
    }
    try {
      Process inspect =
          new ProcessBuilder("docker", "image", "inspect", reference)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = inspect.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (ended && inspect.exitValue() == 0) {
        return "docker://" + reference;
      }
      inspect.destroyForcibly();
    } catch (IOException e) {
      // No docker here: the registry is the only place to look.
    }
    return reference;
  }
}
