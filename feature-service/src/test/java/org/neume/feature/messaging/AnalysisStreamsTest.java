package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.SampleFormat;

@DisplayName("The representations of a recording")
class AnalysisStreamsTest {
  @Test
  @DisplayName("are those of all its analyses, by default bands for all but notes")
  void defaults() {
    assertThat(streams(Map.of(), "beats")).containsExactly("log-bands-81");
    assertThat(streams(Map.of(), "notes")).containsExactly("constant-q-48");
    assertThat(streams(Map.of(), "tempo")).containsExactly("raw-11025");
    assertThat(streams(Map.of(), "multipitch")).containsExactly("spectrogram-8192");
    assertThat(streams(Map.of(), "pitch")).containsExactly("single-note-constant-q");
    assertThat(streams(Map.of(), "pitch-classic")).containsExactly("single-note-16000");
    assertThat(streams(Map.of(), "score")).hasSize(2);
    assertThat(streams(Map.of(), "beats", "notes")).hasSize(2);
    assertThat(streams(Map.of(), "beats-2019")).containsExactly("log-bands-81");
    assertThat(streams(Map.of())).containsExactly("log-bands-81");
  }

  @Test
  @DisplayName("are set per analysis, and the others stay as they are")
  void configured() {
    Map<String, String> settings =
        Map.of(
            "neume.feature.representations.piano", "constant-q-48",
            "neume.feature.representations.\"my-model\"", "log-bands-81,constant-q-48",
            "neume.feature.representations.score", "constant-q-48");
    assertThat(streams(settings, "piano")).containsExactly("constant-q-48");
    assertThat(streams(settings, "my-model")).hasSize(2);
    assertThat(streams(settings, "score")).containsExactly("constant-q-48");
    assertThat(streams(settings, "beats")).containsExactly("log-bands-81");
  }

  @Test
  @DisplayName("are refused before the start if nobody computes them")
  void unknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> streams(Map.of("neume.feature.representations.piano", "mel"), "beats"))
        .withMessageStartingWith(
            "neume.feature.representations.piano names mel, which nobody computes:"
                + " name one or more of log-bands-81, constant-q-48, raw-11025, raw-44100, ")
        .withMessageContaining("log-mel-2048")
        .withMessageEndingWith("log-relugram-16384");
  }

  private static Set<String> streams(Map<String, String> settings, String... analyses) {
    FeatureStage stage =
        new SmallRyeConfigBuilder()
            .withMapping(FeatureSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 500))
            .build()
            .getConfigMapping(FeatureSettings.class)
            .stage();
    AudioChunk first =
        Recordings.chunks("r", new float[0], 1, 44_100, SampleFormat.PCM16, 1, List.of(analyses))
            .get(0);
    return stage.outputStreams(first);
  }
}
