package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.Annotation;
import org.neume.annotation.RawTempo;
import org.neume.annotation.format.JamsFormat;
import org.neume.annotation.stream.Finding;
import org.neume.cli.chain.PureStages;
import org.neume.cli.chain.StreamOwners;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.decode.TempoRule;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;

@DisplayName("The tempo from raw audio")
class SameTempoIT {
  private static final String TITLE = "a.wav";

  @TempDir Path folder;

  @Test
  @DisplayName("is the same through the chain and through the pure stages, and that of the clicks")
  void sameOnEveryRoad() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/tempo/model.json")),
        "skipped: no trained model in models/tempo");
    Path file = folder.resolve(TITLE);
    Files.write(file, TestAudio.wav(TestAudio.clicks(40, 100)));
    Annotation pure = pure(file);
    RawTempo found = Objects.requireNonNull(pure.rawTempo());
    assertThat(found.tempi().get(0).beatsPerMinute() / 100).isBetween(0.499, 2.001);

    NeumeProcess neume = new NeumeProcess(folder);
    assertThat(neume.run("annotate", TITLE, "--analyses", "tempo", "--out", ".").exitCode())
        .isZero();
    assertThat(folder.resolve("a.jams")).hasContent(new JamsFormat().text(pure));
  }

  private static Annotation pure(Path file) throws Exception {
    DecoderChoice decoders =
        DecoderChoice.always(new ActivationDecoding.Tempo(TempoRule.defaults()));
    try (PureStages stages = PureStages.open(null, List.of("tempo"), decoders, Map.of());
        AudioSource source = AudioFile.open(file)) {
      return stages
          .chain()
          .annotate(
              source,
              TITLE,
              List.of("tempo"),
              EnumSet.of(Finding.TEMPO),
              StreamOwners.named(Map.of(Finding.TEMPO, "tempo")))
          .annotation();
    }
  }
}
