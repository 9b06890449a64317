package org.neume.deploy.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Makes the images of the chain from a checkout in which all modules were built. */
public final class Images {
  private Images() {}

  /**
   * Makes images and prints a line for each.
   *
   * @param arguments the project's folder, its version, the base image, where to ({@link
   *     ImageWriter}), and which: {@code all}, or names of modules with commas between
   * @throws IOException in one line, if one cannot be made
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path work = root.resolve("deploy/target/images");
    String base = arguments[2];
    Set<String> wanted = Set.copyOf(List.of(arguments[4].split(",", -1)));
    ImageWriter writer =
        new ImageWriter(LocalImages.prefer(base), arguments[3], work.resolve("cache"));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (ImageSpec spec :
        new ImageCatalog(root, arguments[1], work.resolve("natives")).specs(wanted)) {
      out.printf("%s  %s%n", spec.name(), writer.write(spec));
    }
  }
}
