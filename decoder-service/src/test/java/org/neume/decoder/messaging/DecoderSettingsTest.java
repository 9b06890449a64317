package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.PeakRule;

@DisplayName("The decoder's settings")
class DecoderSettingsTest {
  @Test
  @DisplayName("are the decoder's own defaults where nothing is set")
  void defaults() {
    assertThat(settings(Map.of()).config()).isEqualTo(DecoderConfig.defaults());
  }

  @Test
  @DisplayName("name the presets")
  void presets() {
    assertThat(settings(Map.of("neume.decoder.preset", "seed")).config())
        .isEqualTo(DecoderConfig.seed(100));
    assertThat(settings(Map.of("neume.decoder.preset", "beats-only")).config())
        .isEqualTo(DecoderConfig.beatsOnly());
  }

  @Test
  @DisplayName("choose between the network and peak picking")
  void methods() {
    assertThat(settings(Map.of()).choice().decoding(""))
        .isEqualTo(new ActivationDecoding.Network(DecoderConfig.defaults()));
    assertThat(settings(Map.of("neume.decoder.method", "peaks")).choice().decoding(""))
        .isEqualTo(new ActivationDecoding.Peaks(PeakRule.defaults()));
    assertThat(
            settings(Map.of("neume.decoder.method", "peaks", "neume.decoder.peak-threshold", "0.3"))
                .choice()
                .decoding(""))
        .isEqualTo(new ActivationDecoding.Peaks(PeakRule.defaults().withThreshold(0.3)));
  }

  @Test
  @DisplayName("leave the decoder to the model where they name none")
  void modelsChoice() {
    assertThat(settings(Map.of()).choice().decoding("peaks"))
        .isEqualTo(new ActivationDecoding.Peaks(PeakRule.defaults()));
    assertThat(settings(Map.of("neume.decoder.method", "dbn")).choice().decoding("peaks"))
        .isEqualTo(new ActivationDecoding.Network(DecoderConfig.defaults()));
  }

  @Test
  @DisplayName("take bars of all lengths that the service promises")
  void bars() {
    DecoderConfig config =
        settings(Map.of("neume.decoder.bar-lengths", "2,3,4,5,6,7,9,12")).config();
    assertThat(config.meter().barLengths()).containsExactly(2, 3, 4, 5, 6, 7, 9, 12);
  }

  @Test
  @DisplayName("change what they name and nothing else")
  void single() {
    DecoderConfig config =
        settings(
                Map.of(
                    "neume.decoder.min-tempo", "40",
                    "neume.decoder.max-tempo", "240",
                    "neume.decoder.lambda", "50",
                    "neume.decoder.bar-lengths", "2,3,4,5",
                    "neume.decoder.observation-lambda", "8",
                    "neume.decoder.sharpness", "2"))
            .config();
    assertThat(config.tempo().intervals()).isEqualTo(BeatIntervals.ofTempi(100, 40, 240));
    assertThat(config.tempo().lambda()).isEqualTo(50);
    assertThat(config.meter().barLengths()).isEqualTo(List.of(2, 3, 4, 5));
    assertThat(config.meter().changeProbability())
        .isEqualTo(DecoderConfig.defaults().meter().changeProbability());
    assertThat(config.observation().lambda()).isEqualTo(8);
    assertThat(config.observation().sharpness()).isEqualTo(2);
    assertThat(config.passages()).isEqualTo(DecoderConfig.defaults().passages());
  }

  @Test
  @DisplayName("set the threshold and leave the other rules of passages alone")
  void threshold() {
    DecoderConfig config = settings(Map.of("neume.decoder.threshold", "0.2")).config();
    assertThat(config.passages().threshold()).isEqualTo(0.2);
    assertThat(config.passages().gapFrames())
        .isEqualTo(DecoderConfig.defaults().passages().gapFrames());
  }

  @Test
  @DisplayName("refuse half a tempo range")
  void half() {
    assertThatThrownBy(() -> settings(Map.of("neume.decoder.min-tempo", "40")).config())
        .hasMessageContaining("max-tempo");
  }

  static DecoderSettings settings(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(DecoderSettings.class)
        .withSources(new PropertiesConfigSource(properties, "test", 500))
        .build()
        .getConfigMapping(DecoderSettings.class);
  }
}
