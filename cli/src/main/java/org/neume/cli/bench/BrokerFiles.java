package org.neume.cli.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The files in which a broker on this machine keeps its logs. */
final class BrokerFiles {
  private BrokerFiles() {}

  /**
   * Waits until all that a broker wrote is on the disk. A benchmark that publishes gigabytes ahead of time
   * would otherwise measure how long the system writes them: who writes meanwhile is made to wait.
   *
   * @param folder the broker's data
   * @throws IOException if the disk takes no more
   */
  static void settle(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".log")).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // The broker took it away.
      }
    }
  }
}
