package org.neume.cli.bench;

import java.util.List;

/**
 * What was measured with one number of replicas.
 *
 * @param replicas how many
 * @param windowsPerSecond windows whose activations the broker acknowledged, a second
 * @param timesRealTime seconds of audio in a second
 * @param cpu what was used meanwhile
 * @param pauses of the partitions that came to new replicas ahead of this phase, in seconds
 */
record ScalePhase(
    int replicas, double windowsPerSecond, double timesRealTime, CpuUse cpu, List<Double> pauses) {
  ScalePhase {
    pauses = List.copyOf(pauses);
  }

  /** How many times as fast as another phase. */
  double speedUp(ScalePhase first) {
    return windowsPerSecond / first.windowsPerSecond;
  }

  /** The speed of each replica, compared with those of another phase; 1 where none is lost. */
  double efficiency(ScalePhase first) {
    return speedUp(first) * first.replicas / replicas;
  }
}
