package org.neume.deploy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neume.deploy.image.Images;

/** The images of this checkout, as tests need them. */
final class TestImages {
  private TestImages() {}

  /** Makes them of what the modules' builds left; quick where nothing changed since. */
  static void make(Path root) throws IOException, InterruptedException {
    String version =
        Files.readString(root.resolve("pom.xml"))
            .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    Images.main(
        new String[] {
          root.toString(),
          version,
          System.getProperty("neume.image.base", "eclipse-temurin:17-jre"),
          "daemon",
          "feature-service,inference-service,decoder-service,transcription-service,gateway-service,setup"
        });
  }
}
