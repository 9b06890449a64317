package org.neume.cli.bench;

import java.time.Duration;
import java.util.List;
import org.neume.inference.engine.DeviceSetting;

/**
 * What a run of {@link ScaleOutBench} does.
 *
 * @param device what each replica computes on
 * @param batch windows in a batch at most
 * @param replicas how many there are in each phase, rising
 * @param settle what passes in each phase before it is measured
 * @param measured how long each phase is measured
 */
record ScalePlan(
    DeviceSetting device, int batch, List<Integer> replicas, Duration settle, Duration measured) {
  /** A replica's start and the group's agreement, at most, as far as the backlog is concerned. */
  private static final double JOIN_SECONDS = 20;

  /** Windows a second of one replica that really computes, at most. */
  private static final double REAL_WINDOWS_PER_SECOND = 30;

  private static final double MARGIN = 1.15;

  ScalePlan {
    replicas = List.copyOf(replicas);
  }

  /** Windows a second of one replica that is never kept waiting. */
  double windowsPerSecond() {
    return device
        .simulated()
        .map(time -> batch * 1e9 / Math.max(1, time.toNanos()))
        .orElse(REAL_WINDOWS_PER_SECOND);
  }

  /** Windows that have to wait in the log so that no phase runs out of them. */
  long windows() {
    double seconds = JOIN_SECONDS + settle.toNanos() / 1e9 + measured.toNanos() / 1e9;
    double replicaSeconds = replicas.stream().mapToDouble(n -> n * seconds).sum();
    return (long) Math.ceil(replicaSeconds * windowsPerSecond() * MARGIN);
  }
}
