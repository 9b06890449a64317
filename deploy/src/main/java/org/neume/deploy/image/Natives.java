package org.neume.deploy.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes native libraries out of jars when an image is made, so that no container has to unpack them
 * at its start into a file system that it may not write, or from which nothing may be run. JavaCPP
 * finds them on {@code java.library.path}, for the jar that stays behind has none; JNA, by which DJL
 * asks CUDA for GPUs, on {@code jna.boot.library.path}.
 */
final class Natives {
  /** Where the libraries lie in an image. */
  static final String FOLDER = "/app/natives";

  /** What the layer is called in which they lie. */
  static final String LAYER = "natives";

  /** By which a JVM finds them. */
  static final List<String> FLAGS =
      List.of("-Djava.library.path=" + FOLDER, "-Djna.boot.library.path=" + FOLDER);

  private static final LocalDateTime MADE = LocalDateTime.of(2026, 11, 1, 0, 0);

  private Natives() {}

  /** Whether a jar is one of JavaCPP's with libraries of this platform, or JNA's with those of all. */
  static boolean isNative(Path jar) {
    String name = jar.getFileName().toString();
    boolean presets = name.startsWith("org.tensorflow.") || name.startsWith("org.bytedeco.");
    return (presets && name.contains("-linux-x86_64")) || name.startsWith("net.java.dev.jna.jna-5");
  }

  /** JavaCPP writes the platform's name with a line below, JNA with a hyphen. */
  private static boolean isLibrary(String entry) {
    return entry.contains(".so")
        && (entry.contains("/linux-x86_64") || entry.contains("/linux-x86-64/"));
  }

  /**
   * Unpacks a jar's libraries.
   *
   * @param jar a jar as Maven has it
   * @param work a folder that may be written; what an earlier call left there for the same jar is
   *     replaced
   * @param libraries takes the libraries, by their place in the image
   * @return the jar without them, with fixed time stamps
   */
  static Path unpack(Path jar, Path work, Map<String, Path> libraries) throws IOException {
    Path folder = Files.createDirectories(work.resolve(jar.getFileName() + ".d"));
    Path rest = work.resolve(jar.getFileName());
    try (ZipFile zip = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rest))) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (isLibrary(entry.getName())) {
          Path library = folder.resolve(file);
          try (InputStream in = zip.getInputStream(entry);
              OutputStream to = Files.newOutputStream(library)) {
            in.transferTo(to);
          }
          libraries.put(FOLDER + "/" + file, library);
        } else if (!entry.isDirectory()) {
          copy(zip, entry, out);
        }
      }
    }
    return rest;
  }

  private static void copy(ZipFile zip, ZipEntry entry, ZipOutputStream out) throws IOException {
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry stored = new ZipEntry(entry.getName());
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(bytes.length);
    stored.setCrc(sum.getValue());
    stored.setTimeLocal(MADE);
    out.putNextEntry(stored);
    out.write(bytes);
    out.closeEntry();
  }

  /** A new map for libraries, in the order of their names. */
  static Map<String, Path> none() {
    return new TreeMap<>();
  }
}
