package org.neume.stage.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every stage has found its topics, joined its group and taken over the partitions that
 * it was given.
 */
@Readiness
@ApplicationScoped
public class StageReadiness implements HealthCheck {
  private final StageShells shells;

  StageReadiness(StageShells shells) {
    this.shells = shells;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("stages take input");
    boolean ready = true;
    for (StageShell shell : shells.shells()) {
      long loading = shell.partitions().stream().filter(p -> p.view().loading()).count();
      String trouble = shell.trouble();
      ready &= trouble == null && shell.joined() && loading == 0;
      response.withData(shell.name(), trouble == null ? state(shell, loading) : trouble);
      for (AssignedPartition partition : shell.partitions()) {
        String held = partition.view().held();
        if (held != null) {
          response.withData("%s-%d".formatted(shell.name(), partition.number()), held);
        }
      }
    }
    return response.status(ready).build();
  }

  private static String state(StageShell shell, long loading) {
    return shell.joined()
        ? "%d partitions, %d of them still loading".formatted(shell.partitions().size(), loading)
        : "waiting for the broker to let it join its group";
  }
}
