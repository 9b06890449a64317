package org.neume.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neume.deploy.image.Images;

/** The images of this checkout, as tests need them. */
public final class TestImages {
  /** Those that are made. */
  public static final List<String> NAMES =
      List.of(
          "feature-service",
          "inference-service",
          "decoder-service",
          "transcription-service",
          "gateway-service",
          "setup");

  /** The base that they are made of. */
  public static final String BASE =
      System.getProperty("neume.image.base", "eclipse-temurin:17-jre");

  private static Map<String, String> digests = Map.of();

  private TestImages() {}

  /** The project's version, with which they are tagged. */
  public static String version(Path root) throws IOException {
    return Files.readString(root.resolve("pom.xml"))
        .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
  }

  /**
   * Makes them of what the modules' builds left, once in a process.
   *
   * @return their digests, by name and tag
   */
  public static synchronized Map<String, String> make(Path root)
      throws IOException, InterruptedException {
    if (digests.isEmpty()) {
      digests =
          Images.make(
              List.of(
                  root.toString(), version(root), BASE, "daemon", String.join(",", NAMES), "none"));
    }
    return digests;
  }
}
