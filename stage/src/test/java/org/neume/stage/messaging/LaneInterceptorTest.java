package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The channels of a service")
class LaneInterceptorTest {
  private static final String IN = "mp.messaging.incoming.";
  private static final String OUT = "mp.messaging.outgoing.";

  private static final Map<String, String> CHANNELS =
      Map.of(
          IN + "inference-in.topic", "neume.features",
          IN + "inference-in.group.id", "neume-inference",
          OUT + "inference-out.topic", "neume.activations",
          OUT + "inference-status.topic", "neume.status",
          OUT + "inference-dead-letters.topic", "neume.dead-letters",
          IN + "scores-in.topic", "neume.notes",
          IN + "scores-in.group.id", "neume-scores",
          IN + "rescores-in.topic", "neume.corrections",
          IN + "rescores-in.group.id", "neume-rescores");

  private static SmallRyeConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(CHANNELS);
    settings.putAll(more);
    return new SmallRyeConfigBuilder()
        .addDiscoveredInterceptors()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build();
  }

  private static String of(SmallRyeConfig config, String name) {
    return config.getValue(name, String.class);
  }

  @Test
  @DisplayName("are as they are configured where no lane is named, or the live one")
  void live() {
    for (Map<String, String> lane :
        java.util.List.of(Map.<String, String>of(), Map.of("neume.lane", "live"))) {
      SmallRyeConfig config = config(lane);
      CHANNELS.forEach((name, value) -> assertThat(of(config, name)).as(name).isEqualTo(value));
      assertThat(config.getOptionalValue(IN + "rescores-in.enabled", Boolean.class)).isEmpty();
    }
  }

  @Test
  @DisplayName("have the lane's topics up to the results, and groups of its own")
  void bulk() {
    SmallRyeConfig config = config(Map.of("neume.lane", "bulk"));
    assertThat(of(config, IN + "inference-in.topic")).isEqualTo("neume.features.bulk");
    assertThat(of(config, IN + "inference-in.group.id")).isEqualTo("neume-inference-bulk");
    assertThat(of(config, OUT + "inference-out.topic")).isEqualTo("neume.activations.bulk");
    assertThat(of(config, OUT + "inference-status.topic")).isEqualTo("neume.status");
    assertThat(of(config, OUT + "inference-dead-letters.topic")).isEqualTo("neume.dead-letters");
    assertThat(of(config, IN + "scores-in.topic")).isEqualTo("neume.notes");
    assertThat(of(config, IN + "scores-in.group.id")).isEqualTo("neume-scores-bulk");
  }

  @Test
  @DisplayName("take corrections in the live lane alone")
  void corrections() {
    SmallRyeConfig config = config(Map.of("neume.lane", "bulk"));
    assertThat(config.getValue(IN + "rescores-in.enabled", Boolean.class)).isFalse();
    assertThat(config.getOptionalValue(OUT + "rescores-out.enabled", Boolean.class)).isEmpty();
    assertThat(config.getOptionalValue(IN + "scores-in.enabled", Boolean.class)).isEmpty();
  }

  @Test
  @DisplayName("keep a topic that an operator has named")
  void named() {
    SmallRyeConfig config =
        config(Map.of("neume.lane", "bulk", IN + "inference-in.topic", "their.features"));
    assertThat(of(config, IN + "inference-in.topic")).isEqualTo("their.features");
    assertThat(of(config, IN + "inference-in.group.id")).isEqualTo("neume-inference-bulk");
  }

  @Test
  @DisplayName("are refused in a lane that there is not, in one line")
  void unknown() {
    SmallRyeConfig config = config(Map.of("neume.lane", "express"));
    assertThatThrownBy(() -> of(config, IN + "inference-in.topic"))
        .hasMessage("no lane is called [express]: give live or bulk");
  }
}
