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
import org.neume.annotation.WrittenScore;
import org.neume.annotation.format.NoteCsv;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.Finding;
import org.neume.cli.chain.PureChain;
import org.neume.cli.chain.PureStages;
import org.neume.cli.demo.DemoPiece;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;

@DisplayName("Beats, notes and the score of one recording")
class SameNotesIT {
  private static final double SECONDS = 40;

  /** So low that a network of any quality finds notes. */
  private static final String THRESHOLD = "0.05";

  @TempDir Path folder;

  @Test
  @DisplayName("are the same byte for byte in one pass without Kafka and through the whole chain")
  void pureAndThroughKafka() throws Exception {
    for (String model : List.of("beats", "notes")) {
      Assumptions.assumeTrue(
          Files.exists(NeumeProcess.root().resolve("models/" + model + "/model.json")),
          "skipped: no trained model in models/" + model);
    }
    Path file = folder.resolve("a.wav");
    DemoPiece.make(4, SECONDS).writeTo(file);

    Annotation pure = pure(file);
    NeumeProcess.Result run =
        new NeumeProcess(folder)
            .run(
                "annotate",
                "a.wav",
                "--analyses",
                "beats,notes,score",
                "--onset-threshold",
                THRESHOLD,
                "--out",
                ".",
                "-f",
                "beats,csv,midi,musicxml");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(pure.beats()).isNotEmpty();
    assertThat(pure.notes()).isNotEmpty();
    assertThat(folder.resolve("a.beats")).hasContent(TextFormats.beats(pure));
    assertThat(folder.resolve("a.notes.csv")).hasBinaryContent(NoteCsv.write(pure.notes()));
    WrittenScore score = Objects.requireNonNull(pure.score());
    assertThat(folder.resolve("a.musicxml")).hasBinaryContent(score.musicXml());
    assertThat(folder.resolve("a.mid")).hasBinaryContent(score.midi());
  }

  private static Annotation pure(Path file) throws Exception {
    DecoderChoice decoders =
        DecoderChoice.always(new ActivationDecoding.Network(DecoderConfig.defaults()));
    try (PureStages stages =
            PureStages.open(
                null,
                List.of("beats", "notes"),
                decoders,
                Map.of("neume.notes.onset-threshold", THRESHOLD));
        AudioSource source = AudioFile.open(file)) {
      PureChain.Result result =
          stages
              .chain()
              .annotate(
                  source,
                  "a.wav",
                  List.of("beats", "notes", "score"),
                  EnumSet.of(Finding.BEATS, Finding.NOTES, Finding.SCORE));
      assertThat(result.stageSeconds())
          .containsOnlyKeys("media", "features", "inference", "beats", "notes", "scores")
          .allSatisfy((stage, seconds) -> assertThat(seconds).as(stage).isPositive());
      return result.annotation();
    }
  }
}
