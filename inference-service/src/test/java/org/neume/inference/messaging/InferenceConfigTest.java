package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neume.inference.engine.DeviceChoice;
import org.neume.inference.model.BatchLimits;

/** Every setting by its name, and its default. */
class InferenceConfigTest {
  static InferenceConfig config(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(InferenceConfig.class)
            .withSources(
                new PropertiesConfigSource(Map.of("user.home", "/home/somebody"), "system", 100),
                new PropertiesConfigSource(settings, "test", 200))
            .build();
    return config.getConfigMapping(InferenceConfig.class);
  }

  @Test
  void defaults_serve_beats_on_the_best_device_without_batches_on_the_cpu() {
    InferenceConfig config = config(Map.of());

    assertThat(config.models()).containsExactly("beats");
    assertThat(config.representations())
        .containsExactlyInAnyOrderElementsOf(InferenceStage.REPRESENTATIONS);
    assertThat(config.elsewhere()).isEmpty();
    assertThat(config.modelDirectory()).isEmpty();
    assertThat(config.cacheDirectory()).isEqualTo(Path.of("/home/somebody/.cache/neume/models"));
    assertThat(config.device().choice()).isEqualTo(DeviceChoice.AUTO);
    assertThat(config.device().simulated()).isEmpty();
    assertThat(config.threads()).isEqualTo(1);
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    assertThat(config.limits(false))
        .isEqualTo(new BatchLimits(1, 64 << 20, Duration.ZERO, 0.25, 8, 48 << 20, half));
    assertThat(config.limits(true))
        .isEqualTo(new BatchLimits(8, 64 << 20, Duration.ZERO, 0.25, 8, 48 << 20, 1));
  }

  @Test
  void settings_have_the_documented_names() {
    InferenceConfig config =
        config(
            Map.ofEntries(
                Map.entry("neume.inference.models", "beats,notes"),
                Map.entry("neume.inference.representations", "log-bands-81,mel"),
                Map.entry("neume.inference.elsewhere", "notes,*"),
                Map.entry("neume.inference.model-directory", "/models"),
                Map.entry("neume.inference.cache-directory", "/cache"),
                Map.entry("neume.inference.device", "gpu"),
                Map.entry("neume.inference.threads", "2"),
                Map.entry("neume.inference.workers", "3"),
                Map.entry("neume.inference.batch.max-windows", "4"),
                Map.entry("neume.inference.batch.max-bytes", "5M"),
                Map.entry("neume.inference.batch.max-delay", "PT0.006S"),
                Map.entry("neume.inference.batch.max-padding", "0.5"),
                Map.entry("neume.inference.queue.max-windows", "7"),
                Map.entry("neume.inference.queue.max-bytes", "9K")));

    assertThat(config.models()).containsExactly("beats", "notes");
    assertThat(config.representations()).containsExactly("log-bands-81", "mel");
    assertThat(config.elsewhere()).contains(List.of("notes", "*"));
    assertThat(config.modelDirectory()).contains(Path.of("/models"));
    assertThat(config.cacheDirectory()).isEqualTo(Path.of("/cache"));
    assertThat(config.device().choice()).isEqualTo(DeviceChoice.GPU);
    assertThat(config.threads()).isEqualTo(2);
    BatchLimits expected = new BatchLimits(4, 5 << 20, Duration.ofMillis(6), 0.5, 7, 9 << 10, 3);
    assertThat(config.limits(false)).isEqualTo(expected);
    assertThat(config.limits(true)).isEqualTo(expected);
  }

  @Test
  void a_device_may_be_simulated_for_benchmarks_with_a_time_for_each_batch() {
    InferenceConfig config = config(Map.of("neume.inference.device", "simulated:40ms"));

    assertThat(config.device().simulated()).contains(Duration.ofMillis(40));
    assertThat(config.device()).hasToString("simulated:40ms");
  }

  @Test
  void a_device_that_does_not_exist_is_refused_by_name() {
    for (String device : List.of("tpu", "simulated", "simulated:fast", "simulated:-1ms")) {
      assertThatThrownBy(() -> config(Map.of("neume.inference.device", device)).device())
          .hasMessageContaining("is %s, not auto, cpu or gpu", device);
    }
  }

  @Test
  void a_limit_without_sense_is_refused_by_name() {
    assertThatThrownBy(
            () -> config(Map.of("neume.inference.batch.max-windows", "65")).limits(false))
        .hasMessage("the limit of windows per batch is 65, not 1 to 64: correct the setting");
    assertThatThrownBy(() -> config(Map.of("neume.inference.batch.max-padding", "1")).limits(false))
        .hasMessage(
            "the limit of padding of a batch is 1.0, not 0 to below 1: correct the setting");
  }
}
