package org.neume.stage.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/** Alive while the broker is polled, no step is stuck, and no partition had to stop. */
@Liveness
@ApplicationScoped
public class StageLiveness implements HealthCheck {
  private final StageShells shells;

  StageLiveness(StageShells shells) {
    this.shells = shells;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("stages make progress");
    long patience = shells.limits().stuckAfter().toNanos();
    boolean alive = true;
    for (StageShell shell : shells.shells()) {
      String trouble = trouble(shell, patience);
      alive &= trouble == null;
      response.withData(shell.name(), trouble == null ? "moving" : trouble);
    }
    return response.status(alive).build();
  }

  private static @Nullable String trouble(StageShell shell, long patience) {
    if (shell.sincePoll(System.nanoTime()) > patience) {
      return "the broker was not polled for " + Duration.ofNanos(patience);
    }
    for (AssignedPartition partition : shell.partitions()) {
      if (partition.busyNanos() > patience) {
        return "partition %d is stuck in one step".formatted(partition.number());
      }
    }
    for (AssignedPartition partition : shell.leaving()) {
      if (partition.busyNanos() > patience) {
        return "partition %d, which this replica lost, is stuck in one step"
            .formatted(partition.number());
      }
    }
    return shell.stopped().orElse(null);
  }
}
