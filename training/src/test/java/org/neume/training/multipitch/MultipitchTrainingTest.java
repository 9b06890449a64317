package org.neume.training.multipitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.feature.signal.SpectrumKind;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelManifest;
import org.neume.training.evaluation.PrecisionRecall;
import org.neume.training.network.ConvolvedFilterConfig;
import org.neume.training.network.HarmonicNetworkConfig;
import org.neume.training.network.LearnedFilterConfig;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.PooledFilterConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.StartWeights;
import org.neume.training.train.Trained;
import org.neume.training.train.Training;
import org.neume.training.train.TrainingRecipe;

class MultipitchTrainingTest {
  @TempDir Path folder;

  private MultipitchTask task(MultipitchNetwork network, String... more) throws IOException {
    MultipitchOptions options =
        MultipitchOptions.of(
            network,
            MultipitchOptions.settings(network)
                .with("model=" + folder.resolve("model"), "work=" + folder.resolve("work"))
                .with("threads=1", "epochs=1", "warmup=5", "average=0.9", "heard=1", "softest=0")
                .with(more));
    return new MultipitchTask(options, Tones.write(folder.resolve("tones"), 8).split(), "tones");
  }

  @Test
  void theHarmonicNetworkLearnsTonesAndLeavesAModelOfTheChain() throws IOException {
    HarmonicNetworkConfig network =
        new HarmonicNetworkConfig(
            "multipitch", new NoteNetworkConfig("multipitch", 8, 4, 3, 0, 1.5, 0.8));

    Trained trained =
        TrainingRecipe.run(
            task(network, "batch=4", "frames=48", "steps=50", "rate=1e-2"),
            StartWeights.DRAWN,
            "1",
            line -> {});

    Figures figures = trained.kept().figures();
    assertThat(figures.of(MultipitchFigures.AVERAGE)).isGreaterThan(0.8);
    assertThat(figures.of("unseen pieces: average precision")).isGreaterThan(0.8);
    ModelManifest manifest =
        ManifestFormat.read(
            Files.readString(folder.resolve("model").resolve("model.json")), "model.json");
    assertThat(manifest.decoder()).isEqualTo("frames");
    assertThat(manifest.representation()).isEqualTo("spectrogram-8192");
    assertThat(manifest.frameRate()).isEqualTo(44_100 / 512.0);
    assertThat(manifest.outputs()).hasSize(128).startsWith("frame-0").endsWith("frame-127");
  }

  @Test
  void filtersOfItsOwnLearnTonesToo() throws IOException {
    MultipitchNetwork network = new LearnedFilterConfig("mlp", 2_048, 64);

    Trained trained =
        new Training(
                task(network, "batch=32", "frames=2", "steps=150", "rate=2e-3"),
                new SinusoidStart(4),
                line -> {})
            .run();

    assertThat(trained.kept().figures().of(MultipitchFigures.AVERAGE)).isGreaterThan(0.6);
  }

  @Test
  void everyMemberOfTheFamilyTakesAStepAndHearsAsMuchAsItSays() throws IOException {
    for (MultipitchNetwork network :
        List.of(
            new PooledFilterConfig("pooled", 4),
            new ConvolvedFilterConfig("cnn-8", 4, 8, 0),
            new ConvolvedFilterConfig("cnn-64", 4, 64, 0),
            new ConvolvedFilterConfig("cnn-two", 4, 64, 2))) {
      Trained trained =
          new Training(
                  task(
                      network,
                      "batch=2",
                      "frames=3",
                      "steps=1",
                      "heard=0.1",
                      "work=" + folder.resolve(network.name())),
                  StartWeights.DRAWN,
                  line -> {})
              .run();
      assertThat(trained.kept().figures().of(MultipitchFigures.AVERAGE)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aSolvedRegressionIsBetterThanTheShareOfNotes() throws IOException {
    MultipitchSplit split = Tones.write(folder.resolve("tones"), 8).split();
    PieceFeatures features =
        new PieceFeatures(new SpectrumConfig(SpectrumKind.LOG_SPECTROGRAM, 2_048));
    LeastSquares squares =
        new LeastSquares(LabeledFrames.drawn(split.training(), features, 1_500, 0, 0, 1), 1);
    LabeledFrames test = squares.standardize(LabeledFrames.middles(split.test(), features, 80));

    float[] estimates = squares.estimates(test, squares.solve(0.01));

    assertThat(new PrecisionRecall(estimates, test.labels()).average()).isGreaterThan(0.8);
  }

  @Test
  void framesOfAPieceAreThoseOfTheServiceWhereverTheyAreCut() throws IOException {
    MultipitchPiece piece = Tones.write(folder.resolve("tones"), 1).split().training().get(0);
    float[] samples = new float[4 * 44_100];
    piece.samples(0, samples.length, samples, 0);
    for (SpectrumConfig config : SpectrumConfig.FAMILY) {
      float[] whole = config.extract(samples);
      int width = config.bins();
      float[] part = new float[3 * width];
      new PieceFeatures(config).copy(piece, 100, 3, 1, part, 0);
      assertThat(part)
          .as(config.name())
          .isEqualTo(java.util.Arrays.copyOfRange(whole, 100 * width, 103 * width));
    }
  }
}
