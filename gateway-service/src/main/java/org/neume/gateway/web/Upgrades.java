package org.neume.gateway.web;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what lies below a WebSocket while it is still a request, and bounds what comes over it. */
@ApplicationScoped
class Upgrades implements HttpUpgradeCheck {
  private final SamplesInFlight samples;

  Upgrades(SamplesInFlight samples) {
    this.samples = samples;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    Connection connection = Connection.of(context.httpRequest());
    context.userData().put(Connection.KEY, connection);
    if (context.endpointId().equals(SamplesSocket.class.getName())) {
      context.userData().put(SamplesInFlight.KEY, samples.of(connection));
    }
    return CheckResult.permitUpgrade();
  }
}
