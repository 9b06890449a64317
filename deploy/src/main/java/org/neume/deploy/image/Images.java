package org.neume.deploy.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the images of the chain from a checkout in which all modules were built. */
public final class Images {
  private Images() {}

  /**
   * Makes images and prints a line for each.
   *
   * @param arguments as for {@link #make}
   * @throws IOException in one line, if one cannot be made
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    make(List.of(arguments));
  }

  /**
   * Makes images and prints a line for each.
   *
   * @param arguments the project's folder, its version, the base image, where to ({@link
   *     ImageWriter}), which: {@code all}, or names of modules with commas between, and the folder
   *     with libraries for GPUs, which need not be there
   * @return their digests, by name and tag
   * @throws IOException in one line, if one cannot be made
   */
  public static Map<String, String> make(List<String> arguments)
      throws IOException, InterruptedException {
    Path root = Path.of(arguments.get(0)).toAbsolutePath().normalize();
    Path work = root.resolve("deploy/target/images");
    ImageWriter writer =
        new ImageWriter(
            LocalImages.prefer(arguments.get(2)), arguments.get(3), work.resolve("cache"));
    ImageCatalog catalog =
        new ImageCatalog(
            root, arguments.get(1), work.resolve("natives"), Path.of(arguments.get(5)));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> digests = new TreeMap<>();
    for (ImageSpec spec : catalog.specs(Set.of(arguments.get(4).split(",", -1)))) {
      String digest = writer.write(spec);
      out.printf("%s  %s%n", spec.name(), digest);
      digests.put(spec.name(), digest);
    }
    return digests;
  }
}
