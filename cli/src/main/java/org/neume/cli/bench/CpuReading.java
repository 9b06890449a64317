package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What processors have done up to a moment.
 *
 * @param nanos the moment, by {@link System#nanoTime}
 * @param services CPU seconds of the services
 * @param own CPU seconds of this process: broker, reader
 * @param busy share of all processors' time since the start of the system that was used, in its own
 *     units; 0 where it does not tell
 * @param all all of that time in the same units
 */
record CpuReading(long nanos, double services, double own, double busy, double all) {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  /** Reads now. */
  static CpuReading of(List<ServiceProcess> services) {
    double sum = services.stream().mapToDouble(ServiceProcess::cpuSeconds).sum();
    double busy = 0;
    double all = 0;
    try {
      String[] fields = Files.readAllLines(STAT).get(0).split("\\s+", -1);
      for (int i = 1; i <= STOLEN; i++) {
        double time = Double.parseDouble(fields[i]);
        all += time;
        busy += i == IDLE || i == WAITING ? 0 : time;
      }
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      // Not Linux; what the processes used is known all the same.
    }
    return new CpuReading(System.nanoTime(), sum, ProcessUse.cpuSeconds(), busy, all);
  }

  /** What was used from this reading to a later one. */
  CpuUse until(CpuReading later) {
    double capacity = (later.nanos - nanos) / 1e9 * Runtime.getRuntime().availableProcessors();
    return new CpuUse(
        (later.services - services) / capacity,
        (later.own - own) / capacity,
        later.all > all ? (later.busy - busy) / (later.all - all) : Double.NaN);
  }
}
