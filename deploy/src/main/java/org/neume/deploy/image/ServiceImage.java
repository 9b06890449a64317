package org.neume.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Images of Quarkus applications, of what their modules' builds left in {@code target}. */
final class ServiceImage {
  private static final String HOME = "/app";
  private static final String OURS = "org.neume.";

  private final Path root;
  private final String version;
  private final Path work;

  /**
   * For one checkout.
   *
   * @param root the project's folder, built
   * @param work a folder that may be written
   */
  ServiceImage(Path root, String version, Path work) {
    this.root = root;
    this.version = version;
    this.work = work;
  }

  /**
   * The image of a module.
   *
   * @param module for example {@code feature-service}
   * @param flags of the JVM
   * @param environment settings that differ from the module's own defaults
   * @param more layers of its own, beside the application's
   * @param folders that it writes to
   * @throws NoSuchFileException if the module was not built
   */
  ImageSpec of(
      String module,
      String title,
      int port,
      List<String> flags,
      Map<String, String> environment,
      List<Layer> more,
      List<String> folders)
      throws IOException {
    Path app = root.resolve(module).resolve("target/quarkus-app");
    Map<String, Path> natives = Natives.none();
    Map<String, Path> libraries = new TreeMap<>();
    Map<String, Path> own = new TreeMap<>();
    for (Path file : files(app)) {
      String place = HOME + "/" + app.relativize(file).toString().replace('\\', '/');
      boolean library = place.startsWith(HOME + "/lib/");
      if (library && Natives.isNative(file)) {
        libraries.put(place, Natives.unpack(file, Files.createDirectories(work), natives));
      } else if (library && !file.getFileName().toString().startsWith(OURS)) {
        libraries.put(place, file);
      } else {
        own.put(place, file);
      }
    }
    List<Layer> layers = new ArrayList<>();
    if (!natives.isEmpty()) {
      layers.add(new Layer(Natives.LAYER, natives));
    }
    layers.add(new Layer("libraries", libraries));
    layers.addAll(more);
    layers.add(papers(root, module));
    layers.add(new Layer("neume", own));
    List<String> entrypoint = new ArrayList<>(List.of("java"));
    entrypoint.addAll(flags);
    if (!natives.isEmpty()) {
      entrypoint.addAll(Natives.FLAGS);
    }
    entrypoint.addAll(List.of("-jar", HOME + "/quarkus-run.jar"));
    Map<String, String> variables = new TreeMap<>(environment);
    if (!natives.isEmpty()) {
      // The libraries look for each other.
      variables.put("LD_LIBRARY_PATH", Natives.FOLDER);
    }
    return new ImageSpec(
        "neume/%s:%s".formatted(module, version),
        title,
        layers,
        entrypoint,
        variables,
        port,
        folders);
  }

  /**
   * What comes along for those who ask under which terms, and for those who look for known holes: the
   * license, the notices of others, and the bill of materials, which the profile images writes.
   */
  static Layer papers(Path root, String module) {
    Map<String, Path> files = new TreeMap<>();
    files.put(HOME + "/LICENSE", root.resolve("LICENSE"));
    files.put(HOME + "/NOTICE", root.resolve("NOTICE"));
    Path bill = root.resolve(module).resolve("target/bom.json");
    if (Files.exists(bill)) {
      files.put(HOME + "/bom.json", bill);
    }
    return new Layer("papers", files);
  }

  /** All files of a folder, in the order of their names. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder + " is missing: build all modules first, with ./mvnw -Dquick -Pimages package");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
