package org.neume.media.confined;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * How the decoding process is started: which Java, with which few jars, and where it may write.
 *
 * @param java the program
 * @param classPath jars and folders of this module, JavaCPP and FFmpeg; nothing else is needed
 * @param folder where the native libraries are unpacked once for all decoders, and where a decoder runs.
 *     Only this user should be able to write there
 * @param prlimit the program that bounds what the system counts; absent where the system has none
 * @param natives the folder in which the native libraries lie unpacked, as in a container's image;
 *     absent where the class path has them
 */
public record DecoderLaunch(
    Path java, List<Path> classPath, Path folder, Optional<Path> prlimit, Optional<Path> natives) {
  private static final List<Path> PRLIMITS =
      List.of(Path.of("/usr/bin/prlimit"), Path.of("/bin/prlimit"));
  private static final String FFMPEG = System.mapLibraryName("jniavutil");
  private static final int OPEN_FILES = 128;

  // The libraries are the largest files that a decoder ever writes.
  private static final long LARGEST_FILE = 128L << 20;

  /** Copies the list. */
  public DecoderLaunch {
    classPath = List.copyOf(classPath);
  }

  /**
   * This process's own Java and the places that its own classes come from: folders of classes, jars of a
   * class path, or those of a Quarkus application.
   *
   * @throws IOException in one line if a class comes from no file, as in an archive of archives
   */
  public static DecoderLaunch here(Path folder) throws IOException {
    String platform = Loader.getPlatform();
    Optional<Path> natives = unpacked();
    Set<Path> places = new LinkedHashSet<>();
    places.add(place(DecoderProcess.class.getName().replace('.', '/') + ".class"));
    places.add(place("org/bytedeco/javacpp/Loader.class"));
    places.add(place("org/bytedeco/ffmpeg/global/avutil.class"));
    if (natives.isEmpty()) {
      String library = System.mapLibraryName("jnijavacpp");
      places.add(place("org/bytedeco/javacpp/%s/%s".formatted(platform, library)));
      places.add(place("org/bytedeco/ffmpeg/%s/%s".formatted(platform, FFMPEG)));
    }
    return new DecoderLaunch(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        List.copyOf(places),
        folder,
        PRLIMITS.stream().filter(Files::isExecutable).findFirst(),
        natives);
  }

  /** The folder of {@code java.library.path} that has FFmpeg's libraries, if one has. */
  private static Optional<Path> unpacked() {
    String paths = System.getProperty("java.library.path", "");
    return Stream.of(paths.split(File.pathSeparator, -1))
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .filter(folder -> Files.exists(folder.resolve(FFMPEG)))
        .findFirst();
  }

  /** The same with another class path, as {@code java -cp} takes it. */
  public DecoderLaunch withClassPath(String paths) {
    List<Path> list = new ArrayList<>();
    for (String path : paths.split(File.pathSeparator, -1)) {
      if (!path.isBlank()) {
        list.add(Path.of(path));
      }
    }
    return new DecoderLaunch(java, list, folder, prlimit, natives);
  }

  /** The same without bounds of the system's. */
  public DecoderLaunch withoutPrlimit() {
    return new DecoderLaunch(java, classPath, folder, Optional.empty(), natives);
  }

  /** Where a decoder runs. */
  Path workFolder() {
    return folder.resolve("work");
  }

  /** The command; no part of it comes from a user's file. */
  List<String> command(ConfinementLimits limits, String mode) {
    List<String> command = new ArrayList<>();
    prlimit.ifPresent(
        program -> {
          command.add(program.toString());
          command.add("--core=0");
          command.add("--nofile=" + OPEN_FILES);
          command.add("--fsize=" + LARGEST_FILE);
          // Rounded up, and one more: the guard speaks first and says why.
          command.add("--cpu=" + (limits.processorTime().toSeconds() + 2));
          if (limits.addressMebibytes() > 0) {
            command.add("--as=" + ((long) limits.addressMebibytes() << 20));
          }
        });
    command.add(java.toString());
    command.addAll(
        List.of(
            "-Xmx" + limits.heapMebibytes() + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:CompressedClassSpaceSize=16m",
            "-XX:MaxMetaspaceSize=48m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+ExitOnOutOfMemoryError",
            // Standard output is for samples, and a crash leaves no files behind.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+SuppressFatalErrorMessage",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + workFolder(),
            "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives")));
    natives.ifPresent(path -> command.add("-Djava.library.path=" + path));
    command.addAll(
        List.of(
            "-cp",
            String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()),
            DecoderProcess.class.getName(),
            mode));
    return command;
  }

  /** The jar or folder that a resource lies in. */
  private static Path place(String resource) throws IOException {
    ClassLoader loader = DecoderLaunch.class.getClassLoader();
    URL url =
        loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource);
    if (url == null) {
      throw new IOException(
          resource + " is not on the class path; add FFmpeg's jar for this platform");
    }
    String text = url.toString();
    try {
      if (text.startsWith("jar:file:")) {
        return Path.of(new URI(text.substring("jar:".length(), text.indexOf("!/"))));
      }
      if (text.startsWith("file:")) {
        return Path.of(new URI(text.substring(0, text.length() - resource.length())));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(text + " is no place of a file; set the decoder's class path", e);
    }
    throw new IOException(text + " is in no file of its own; set the decoder's class path");
  }
}
