package org.neume.inference.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jboss.logging.Logger;
import org.neume.inference.engine.DeviceSetting;
import org.neume.inference.engine.SimulatedLoader;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.engine.TensorFlowRuntime;
import org.neume.inference.model.EngineLoader;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.ServedModel;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.Lane;
import org.neume.stage.messaging.LaneInterceptor;

/**
 * Holds the application's models: checks them before anything starts, loads and warms them up beside
 * the rest of the start, and is started and ready when that is done. Whoever needs a model before waits for it.
 */
@Default
@Startup
@Readiness
@ApplicationScoped
public class ModelHost implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(ModelHost.class);

  private final DeviceSetting device;
  private final List<String> names;
  private final Set<String> representations;
  private final Elsewhere elsewhere;
  private final ServedModels models;
  private volatile boolean warm;
  private volatile boolean closed;

  ModelHost(
      InferenceConfig config,
      @ConfigProperty(name = LaneInterceptor.LANE, defaultValue = "live") String lane,
      MeterRegistry meters) {
    device = config.device();
    names = config.models();
    representations = Set.copyOf(config.representations());
    elsewhere = Elsewhere.of(config.elsewhere().orElse(List.of()));
    models =
        ServedModels.batched(
            new ModelRepository(
                config.modelDirectory().orElse(null),
                ModelRepository.class.getClassLoader(),
                config.cacheDirectory()),
            device
                .simulated()
                .<EngineLoader>map(SimulatedLoader::new)
                .orElseGet(() -> new TensorFlowLoader(() -> tensorFlow(config))),
            // What is simulated is a GPU; TensorFlow is not loaded for it.
            engine -> config.limits(device.simulated().isPresent() || tensorFlow(config).onGpu()),
            model -> new BatchMetrics(model, Lane.of(lane), meters));
  }

  /** The models. */
  ServedModels models() {
    return models;
  }

  /** The representations that recordings come in. */
  Set<String> representations() {
    return representations;
  }

  /** What other services compute. */
  Elsewhere elsewhere() {
    return elsewhere;
  }

  /** Refuses to start with a model that must not be served; loads the others aside. */
  void start(@Observes StartupEvent event) {
    if (device.simulated().isPresent()) {
      LOG.warnf(
          "neume.inference.device is %s: activations are made up and mean nothing; this is for benchmarks alone, set auto, cpu or gpu for music",
          device);
    }
    names.forEach(this::check);
    Thread loading = new Thread(this::load, "inference-loading");
    loading.setDaemon(true);
    loading.start();
  }

  /**
   * Checks one model.
   *
   * @throws ModelException naming what was found and what is wanted
   */
  void check(String name) {
    models.check(name);
    models
        .manifest(name)
        .map(ModelManifest::representation)
        .filter(found -> !representations.contains(found))
        .ifPresent(
            found -> {
              throw new ModelException(
                  "the model %s reads %s, but recordings come as %s: export it for one of these, or set neume.inference.representations"
                      .formatted(name, found, String.join(", ", new TreeSet<>(representations))));
            });
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("models are warm").status(warm);
    if (warm) {
      models
          .loaded()
          .forEach(
              (name, model) ->
                  response.withData(name, model.manifest().version() + " on " + model.engine()));
    }
    return response.build();
  }

  @PreDestroy
  void close() {
    closed = true;
    models.close();
  }

  private static TensorFlowRuntime tensorFlow(InferenceConfig config) {
    return TensorFlowRuntime.load(config.device().choice(), config.threads());
  }

  private void load() {
    try {
      for (String name : names) {
        long started = System.nanoTime();
        ServedModel model = models.get(name);
        LOG.infof(
            "model %s %s is warm after %d ms on %s, batch sizes by frames: %s",
            name,
            model.manifest().version(),
            (System.nanoTime() - started) / 1_000_000,
            model.engine(),
            model.batchSizes());
      }
      warm = true;
    } catch (ModelException e) {
      LOG.error(e.getMessage());
      Quarkus.asyncExit(1);
    } catch (RuntimeException | Error e) {
      // Whoever stops the service while it loads needs no reason; otherwise it would never be
      // ready.
      if (!closed) {
        LOG.errorf(e, "%s", failure(e));
        Quarkus.asyncExit(1);
      }
    }
  }

  /** What to tell an operator of a failure that no model is known to cause, in one line. */
  static String failure(Throwable thrown) {
    String first = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    return thrown instanceof OutOfMemoryError
        ? "the models do not fit into memory (%s): raise -Xmx or the container's limit"
            .formatted(first)
        : "the models cannot be loaded (%s: %s): check the installation, then report what follows"
            .formatted(thrown.getClass().getSimpleName(), first);
  }
}
