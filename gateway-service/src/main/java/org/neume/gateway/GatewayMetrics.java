package org.neume.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** What the gateway has under way, as gauges. */
@ApplicationScoped
class GatewayMetrics {
  private final Gateway gateway;
  private final MeterRegistry meters;

  GatewayMetrics(Gateway gateway, MeterRegistry meters) {
    this.gateway = gateway;
    this.meters = meters;
  }

  void register(@Observes StartupEvent event) {
    if (gateway.running()) {
      gauge("neume.gateway.recordings", g -> g.index().size());
      gauge("neume.gateway.files.waiting", g -> g.files().size());
      gauge("neume.gateway.samples.open", g -> g.pcm().size());
      gauge("neume.gateway.listeners", g -> g.limits().listeners());
    }
  }

  private void gauge(String name, ToDoubleFunction<Gateway> value) {
    meters.gauge(name, gateway, g -> g.running() ? value.applyAsDouble(g) : 0);
  }
}
