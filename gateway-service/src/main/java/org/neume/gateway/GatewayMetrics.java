package org.neume.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.neume.gateway.view.Place;

/** What the gateway has under way, and how old results are when its listeners get them. */
@ApplicationScoped
class GatewayMetrics {
  /** Upper bounds of the histogram, as those of the stages. */
  private static final Duration[] BOUNDS =
      Stream.of(
              "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT20S", "PT30S",
              "PT1M", "PT2M", "PT5M", "PT10M", "PT30M", "PT1H")
          .map(Duration::parse)
          .toArray(Duration[]::new);

  private final Gateway gateway;
  private final MeterRegistry meters;

  GatewayMetrics(Gateway gateway, MeterRegistry meters) {
    this.gateway = gateway;
    this.meters = meters;
  }

  void register(@Observes StartupEvent event) {
    if (gateway.running()) {
      gauge("neume.gateway.recordings", "Recordings in the index", g -> g.index().size());
      gauge(
          "neume.gateway.recordings.limit",
          "Recordings beyond which the oldest are forgotten",
          g -> g.config().recordings());
      gauge(
          "neume.gateway.files.waiting",
          "Files that wait for a decoder or the broker",
          g -> g.files().size());
      gauge(
          "neume.gateway.samples.open", "Recordings whose samples come bare", g -> g.pcm().size());
      gauge("neume.gateway.listeners", "Open event streams", g -> g.limits().listeners());
      gauge(
          "neume.gateway.listeners.limit",
          "Event streams beyond which further ones are refused",
          g -> g.config().events().listeners());
      gauge(
          "neume.gateway.ready",
          "1 once the gateway has read what its topics held at its start, and can read them",
          g -> g.follower().caughtUp() && g.follower().problem() == null ? 1 : 0);
      FunctionCounter.builder(
              "neume.gateway.recordings.forgotten",
              gateway,
              g -> g.running() ? g.index().forgotten() : 0)
          .description("Recordings forgotten since the start because there were too many")
          .register(meters);
      gateway.follower().whenSeen(ages()::seen);
    }
  }

  private Ages ages() {
    Map<Place, Timer> timers = new EnumMap<>(Place.class);
    for (Place place : new Place[] {Place.BEATS, Place.NOTES, Place.SCORES}) {
      timers.put(
          place,
          Timer.builder("neume.gateway.end.to.end")
              .description(
                  "Time from the arrival of the audio to a result at the gateway's listeners")
              .serviceLevelObjectives(BOUNDS)
              .tag("topic", place.topic().name())
              .register(meters));
    }
    return new Ages(timers, meters);
  }

  /** The ages of results; their time stamps are those of the audio that led to them. */
  private record Ages(Map<Place, Timer> timers, MeterRegistry meters) {
    void seen(Place place, long timestamp) {
      Timer timer = timers.get(place);
      if (timer != null) {
        long age = meters.config().clock().wallTime() - timestamp;
        timer.record(Math.max(0, age), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void gauge(String name, String description, ToDoubleFunction<Gateway> value) {
    Gauge.builder(name, gateway, g -> g.running() ? value.applyAsDouble(g) : 0)
        .description(description)
        .register(meters);
  }
}
