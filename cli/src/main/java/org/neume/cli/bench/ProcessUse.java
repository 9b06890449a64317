package org.neume.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What this process has used so far. */
final class ProcessUse {
  private ProcessUse() {}

  /** CPU seconds of all threads, those of the JVM itself included. */
  static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /** Seconds since the process began. */
  static double uptimeSeconds() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
  }

  /**
   * CPU seconds of the Java threads that are alive, summed by group.
   *
   * @param group the group of a thread's name
   */
  static Map<String, Double> cpuSecondsBy(UnaryOperator<String> group) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Double> seconds = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        long nanos = threads.getThreadCpuTime(thread.getThreadId());
        seconds.merge(group.apply(thread.getThreadName()), Math.max(0, nanos) / 1e9, Double::sum);
      }
    }
    return seconds;
  }

  /** The most resident memory so far in MiB, where the system tells. */
  static OptionalDouble peakResidentMebibytes() {
    OptionalLong bytes = peakResidentBytes(ProcessHandle.current().pid());
    return bytes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(bytes.getAsLong() / (1024.0 * 1024.0));
  }

  /** The most resident memory of a process so far, where the system tells. */
  static OptionalLong peakResidentBytes(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
