package org.neume.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the topics are being read. */
@Liveness
@ApplicationScoped
public class GatewayLiveness implements HealthCheck {
  private static final Duration STUCK = Duration.ofMinutes(2);

  private final Gateway gateway;

  GatewayLiveness(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = !gateway.running() || gateway.follower().sinceLastPoll().compareTo(STUCK) < 0;
    return HealthCheckResponse.named("gateway topics").status(alive).build();
  }
}
