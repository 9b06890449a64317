package org.neume.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all that the topics held at the start was read. */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {
  private final Gateway gateway;

  GatewayReadiness(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public HealthCheckResponse call() {
    if (!gateway.running()) {
      return HealthCheckResponse.named("gateway").up().withData("running", false).build();
    }
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("gateway")
            .status(gateway.follower().caughtUp())
            .withData("recordings", gateway.index().size())
            .withData("files waiting", gateway.files().size());
    String problem = gateway.follower().problem();
    return (problem == null ? answer : answer.withData("problem", problem)).build();
  }
}
