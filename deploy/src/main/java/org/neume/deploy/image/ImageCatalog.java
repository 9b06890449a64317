package org.neume.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every image of the chain: what it is made of and how it starts. */
final class ImageCatalog {
  /** As the script {@code neume} has them: without the last a line of a library's goes ahead of every answer. */
  private static final List<String> CLI_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xlog:disable",
          "-Dfile.encoding=UTF-8",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

  private static final String ALL = "all";
  private static final String HOME = "/app";

  /** Container limits decide how large the heap is; a heap that is too small ends the process. */
  private static final List<String> JVM =
      List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-Djava.io.tmpdir=/tmp");

  private final Path root;
  private final String version;
  private final ServiceImage services;
  private final GpuFlavor gpu;

  /**
   * Of one checkout.
   *
   * @param root the project's folder, built
   * @param work a folder that may be written
   * @param gpu where the build left the libraries for GPUs: a folder that is there only if it was
   *     asked for
   */
  ImageCatalog(Path root, String version, Path work, Path gpu) {
    this.root = root;
    this.version = version;
    this.services = new ServiceImage(root, version, work);
    this.gpu = new GpuFlavor(gpu);
  }

  /**
   * The images asked for.
   *
   * @param wanted names of modules, {@link GpuFlavor#NAME}, or {@code all}: those that this build can
   *     make
   */
  List<ImageSpec> specs(Set<String> wanted) throws IOException {
    List<ImageSpec> specs = new ArrayList<>();
    for (Entry entry : entries()) {
      boolean possible = !entry.module().equals(GpuFlavor.NAME) || gpu.isThere();
      if (wanted.contains(entry.module()) || (wanted.contains(ALL) && possible)) {
        specs.add(entry.spec().make());
      }
    }
    if (specs.isEmpty()) {
      throw new IOException(
          "no image is called %s; there are %s"
              .formatted(
                  String.join(", ", wanted), entries().stream().map(Entry::module).toList()));
    }
    return specs;
  }

  private List<Entry> entries() {
    return List.of(
        service(
            "feature-service", "audio to features", 8081, heap(50), Map.of(), List.of(), List.of()),
        new Entry("inference-service", this::inference),
        new Entry(GpuFlavor.NAME, () -> gpu.of(inference())),
        service(
            "decoder-service",
            "activations to beats",
            8083,
            heap(60),
            Map.of(),
            List.of(),
            List.of()),
        service(
            "transcription-service",
            "activations and beats to notes and scores",
            8084,
            heap(60),
            Map.of(),
            List.of(),
            List.of()),
        service(
            "gateway-service",
            "HTTP and WebSocket in and out, and the studio page",
            8080,
            // Decoders run beside it in processes of their own, in the same container.
            heap(30),
            Map.of("NEUME_GATEWAY_UPLOAD_SPOOL", "/var/lib/neume/spool"),
            List.of(),
            List.of("/var/lib/neume")),
        new Entry("setup", this::setup),
        new Entry("cli", this::cli));
  }

  private Entry service(
      String module,
      String title,
      int port,
      List<String> flags,
      Map<String, String> environment,
      List<Layer> more,
      List<String> folders) {
    return new Entry(
        module,
        () -> {
          Map<String, String> settings = new TreeMap<>(environment);
          // One line of JSON for each event: what collectors of logs read.
          settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
          List<Layer> layers = new ArrayList<>(more);
          layers.add(probe());
          return services.of(module, title, port, flags, settings, layers, folders);
        });
  }

  /** Networks lie beside the program, unpacked: nothing is written at the start. */
  private ImageSpec inference() throws IOException {
    return service(
            "inference-service",
            "features to activations",
            8082,
            // TensorFlow takes most of its memory outside of the heap.
            heap(25),
            Map.of(
                "NEUME_INFERENCE_MODELS",
                "beats,notes",
                "NEUME_INFERENCE_MODEL_DIRECTORY",
                HOME + "/models"),
            List.of(models()),
            List.of())
        .spec()
        .make();
  }

  private Layer models() throws IOException {
    Path folder = root.resolve("models");
    Map<String, Path> files = new TreeMap<>();
    for (Path file : ServiceImage.files(folder)) {
      String place = folder.relativize(file).toString().replace('\\', '/');
      if (place.endsWith("/model.json") || place.contains("/saved_model/")) {
        files.put(HOME + "/models/" + place, file);
      }
    }
    return new Layer("models", files);
  }

  private Layer probe() throws IOException {
    Path classes = root.resolve("deploy/target/classes");
    Map<String, Path> files = new TreeMap<>();
    for (Path file : ServiceImage.files(classes.resolve("org/neume/deploy/probe"))) {
      if (file.endsWith("Probe.class")) {
        files.put(HOME + "/probe/" + classes.relativize(file), file);
      }
    }
    return new Layer("probe", files);
  }

  private ImageSpec setup() throws IOException {
    Path target = root.resolve("deploy/target");
    Map<String, Path> libraries = new TreeMap<>();
    for (Path jar : ServiceImage.files(target.resolve("setup/lib"))) {
      libraries.put(HOME + "/lib/" + jar.getFileName(), jar);
    }
    Map<String, Path> classes = new TreeMap<>();
    for (Path file : ServiceImage.files(target.resolve("classes/org/neume/deploy/setup"))) {
      classes.put(HOME + "/classes/" + target.resolve("classes").relativize(file), file);
    }
    return new ImageSpec(
        "neume/setup:" + version,
        "topics, access rights and certificates of a cluster",
        List.of(
            new Layer("libraries", libraries),
            ServiceImage.papers(root, "deploy"),
            new Layer("neume", classes)),
        List.of(
            "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            HOME + "/classes:" + HOME + "/lib/*",
            "org.neume.deploy.setup.Setup"),
        Map.of(),
        0,
        List.of());
  }

  private ImageSpec cli() throws IOException {
    Path target = root.resolve("cli/target");
    Path runner = target.resolve("cli-%s-runner.jar".formatted(version));
    Map<String, Path> natives = Natives.none();
    Map<String, Path> libraries = new TreeMap<>();
    Map<String, Path> own = new TreeMap<>();
    own.put(HOME + "/" + runner.getFileName(), runner);
    for (Path jar : ServiceImage.files(target.resolve("lib"))) {
      String name = jar.getFileName().toString();
      Path kept =
          Natives.isNative(jar)
              ? Natives.unpack(
                  jar, Files.createDirectories(root.resolve("deploy/target/images/cli")), natives)
              : jar;
      (name.contains("org.neume.") ? own : libraries).put(HOME + "/lib/" + name, kept);
    }
    List<String> entrypoint = new ArrayList<>(List.of("java"));
    entrypoint.addAll(Natives.FLAGS);
    entrypoint.addAll(CLI_FLAGS);
    entrypoint.addAll(List.of("-jar", HOME + "/" + runner.getFileName()));
    return new ImageSpec(
        "neume/cli:" + version,
        "the command neume",
        List.of(
            new Layer(Natives.LAYER, natives),
            new Layer("libraries", libraries),
            ServiceImage.papers(root, "cli"),
            new Layer("neume", own)),
        entrypoint,
        Map.of("LD_LIBRARY_PATH", Natives.FOLDER),
        0,
        List.of());
  }

  private static List<String> heap(int percent) {
    List<String> flags = new ArrayList<>(JVM);
    flags.add("-XX:MaxRAMPercentage=" + percent);
    return flags;
  }

  /** An image by the name of its module, made only when it is asked for. */
  private record Entry(String module, Recipe spec) {}

  /** Makes a specification from files. */
  private interface Recipe {
    ImageSpec make() throws IOException;
  }
}
