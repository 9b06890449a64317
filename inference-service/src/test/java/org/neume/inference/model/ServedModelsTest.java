package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading, warming up and closing, with an engine that is none. */
class ServedModelsTest {
  @TempDir Path folders;

  private final List<FakeEngine> engines = new ArrayList<>();
  private final BatchLimits limits =
      new BatchLimits(4, 1 << 20, Duration.ZERO, 0.25, 8, 1 << 20, 1);

  @BeforeEach
  void writeModel() throws IOException {
    Path network = Files.createDirectories(folders.resolve("fake").resolve(ModelFolder.NETWORK));
    Files.writeString(network.resolve("saved_model.pb"), "");
    ModelManifest plain = FakeEngine.manifest();
    ModelManifest manifest =
        new ModelManifest(
            plain.name(),
            plain.version(),
            "",
            "two",
            100,
            2,
            3,
            2,
            List.of(5, 10),
            "in",
            "out",
            plain.outputs(),
            "none",
            "Apache-2.0",
            "",
            Map.of(),
            0,
            Sha256.of(""));
    Files.writeString(folders.resolve("fake/model.json"), ManifestFormat.write(manifest));
  }

  private ServedModels served(FakeEngine engine) {
    ModelRepository repository =
        new ModelRepository(folders, new URLClassLoader(new URL[0], null), folders);
    return ServedModels.batched(
        repository,
        folder -> {
          engines.add(engine);
          return engine;
        },
        e -> limits,
        name -> BatchObserver.NONE);
  }

  @Test
  void a_model_is_loaded_once_and_tried_in_every_shape_before_it_is_served() {
    FakeEngine engine = FakeEngine.free();
    try (ServedModels models = served(engine)) {
      assertThat(models.manifest("fake").orElseThrow().name()).isEqualTo("fake");
      assertThat(models.loaded()).isEmpty();

      ServedModel model = models.get("fake");

      assertThat(model.batchSizes()).isEqualTo(Map.of(10, List.of(1, 2, 4), 15, List.of(1, 2, 4)));
      assertThat(engine.batches).containsExactly(1, 1, 1, 2, 4, 1, 1, 1, 2, 4);
      assertThat(models.get("fake")).isSameAs(model);
      assertThat(engines).hasSize(1);
      assertThat(models.loaded()).containsOnlyKeys("fake");
    }
    assertThat(engine.closed).isTrue();
  }

  @Test
  void a_network_that_a_batch_still_uses_is_not_freed() throws InterruptedException {
    FakeEngine engine = FakeEngine.free();
    ServedModels models = served(engine);
    ServedModel model = models.get("fake");
    engine.permits.drainPermits();
    var result = model.runner().run(FakeEngine.window(10, 0.5f));
    while (!engine.permits.hasQueuedThreads()) {
      Thread.sleep(1);
    }

    models.close(Duration.ofMillis(20));

    assertThat(engine.closed).isFalse();
    assertThat(result).isNotDone();
    engine.permits.release();
    result.join();
  }

  @Test
  void batch_sizes_that_change_results_are_not_used() {
    FakeEngine engine = FakeEngine.free();
    engine.impureFrom = 4;
    try (ServedModels models = served(engine)) {
      assertThat(models.get("fake").batchSizes())
          .isEqualTo(Map.of(10, List.of(1, 2), 15, List.of(1, 2)));
    }
  }

  @Test
  void a_network_whose_outputs_are_no_probabilities_is_refused_and_freed() {
    FakeEngine engine = FakeEngine.free();
    engine.scale = -3;
    try (ServedModels models = served(engine)) {
      assertThatThrownBy(() -> models.get("fake"))
          .isInstanceOf(ModelException.class)
          .hasMessageMatching(
              "the model fake gives -\\d.* for a trial window, not a probability.*");
      assertThat(engine.closed).isTrue();
      assertThat(models.loaded()).isEmpty();
    }
  }

  @Test
  void an_unknown_model_is_refused_by_name() {
    try (ServedModels models = served(FakeEngine.free())) {
      assertThat(models.manifest("notes")).isEmpty();
      assertThatThrownBy(() -> models.check("notes"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("there is no model notes");
      assertThatThrownBy(() -> models.get("notes"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("there is no model notes");
    }
  }

  @Test
  void a_model_that_was_missing_is_found_once_it_is_there() throws IOException {
    Path manifest = folders.resolve("fake/model.json");
    Path aside = folders.resolve("aside.json");
    Files.move(manifest, aside);
    try (ServedModels models = served(FakeEngine.free())) {
      assertThat(models.manifest("fake")).isEmpty();
      assertThatThrownBy(() -> models.get("fake")).isInstanceOf(ModelException.class);
      Files.move(aside, manifest);
      assertThat(models.manifest("fake")).isPresent();
      assertThat(models.get("fake").manifest().name()).isEqualTo("fake");
    }
  }

  @Test
  void provenance_names_the_features_the_model_and_the_engine() {
    try (ServedModels models = served(FakeEngine.free())) {
      ServedModel model = models.get("fake");
      ServedModel elsewhere =
          new ServedModel(model.manifest(), model.grid(), model.runner(), "other", Map.of());

      assertThat(model.provenance("a"))
          .isEqualTo(model.provenance("a"))
          .matches(
              "features=a model=fake@1 sha256=%s engine=\\S+ activations=[0-9a-f]{16}"
                  .formatted(model.manifest().sha256().substring(0, 12)));
      assertThat(model.provenance("a")).isNotEqualTo(model.provenance("b"));
      assertThat(model.provenance("a")).isNotEqualTo(elsewhere.provenance("a"));
    }
  }
}
