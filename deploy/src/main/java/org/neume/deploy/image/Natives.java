package org.neume.deploy.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes native libraries out of jars when an image is made, so that no container has to unpack them
 * at its start into a file system that it may not write. JavaCPP finds them on {@code
 * java.library.path}, for the jar that stays behind has none.
 */
final class Natives {
  /** Where the libraries lie in an image. */
  static final String FOLDER = "/app/natives";

  private static final LocalDateTime MADE = LocalDateTime.of(2026, 11, 1, 0, 0);

  private Natives() {}

  /** Whether a jar is one of JavaCPP's with libraries of this platform. */
  static boolean isNative(Path jar) {
    String name = jar.getFileName().toString();
    return (name.startsWith("org.tensorflow.") || name.startsWith("org.bytedeco."))
        && name.contains("-linux-x86_64");
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
        if (file.contains(".so")) {
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
