package org.neume.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU seconds of this process's threads that Java does not tell of, by what they do; empty where the
 * system does not tell either. Linux keeps the name of each thread and its nanoseconds on a CPU.
 */
final class NativeThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  /**
   * TensorFlow names none of its threads; each carries the name of the one that began it, which loads
   * a model or computes one: they are known from Java's own threads of these names by their sum.
   */
  private static final String INFERENCE = "inference-";

  private static final String NETWORKS = "inference: networks";

  private NativeThreads() {}

  /** Seconds so far of the threads that are alive. */
  static Map<String, Double> cpuSeconds() {
    Map<String, Double> seconds = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(TASKS)) {
      tasks.forEach(task -> add(task, seconds));
    } catch (IOException | UncheckedIOException e) {
      // Not Linux; the sum is known all the same.
    }
    double javas =
        ProcessUse.cpuSecondsBy(name -> name.startsWith(INFERENCE) ? INFERENCE : "")
            .getOrDefault(INFERENCE, 0.0);
    seconds.computeIfPresent(NETWORKS, (group, all) -> Math.max(0, all - javas));
    return seconds;
  }

  private static void add(Path task, Map<String, Double> seconds) {
    try {
      String group = of(Files.readString(task.resolve("comm")).strip());
      if (!group.isEmpty()) {
        String nanos = Files.readString(task.resolve("schedstat")).strip().split(" ", -1)[0];
        seconds.merge(group, Long.parseLong(nanos) / 1e9, Double::sum);
      }
    } catch (IOException | NumberFormatException e) {
      // The thread has ended meanwhile.
    }
  }

  /** The work of a thread by its name, cut to 15 characters; empty if Java alone tells of it. */
  static String of(String name) {
    if (name.startsWith(INFERENCE)) {
      return NETWORKS;
    }
    if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
      return "compiler";
    }
    return name.equals("VM Thread") || name.startsWith("GC Thread") || name.startsWith("G1 ")
        ? "collector"
        : "";
  }
}
