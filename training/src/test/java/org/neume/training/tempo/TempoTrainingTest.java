package org.neume.training.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelManifest;
import org.neume.training.evaluation.SteadyTempo;
import org.neume.training.network.SavedModelWriter;
import org.neume.training.network.TempoClassicConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.StartWeights;
import org.neume.training.train.Trained;
import org.neume.training.train.TrainingRecipe;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class TempoTrainingTest {
  private static final TempoClassicConfig NETWORK = TempoClassicConfig.classic();
  @TempDir Path folder;

  private TempoOptions options(String... more) {
    return TempoOptions.of(
        NETWORK,
        TempoOptions.settings(NETWORK)
            .with("model=" + folder.resolve("tempo"), "work=" + folder.resolve("work"))
            .with("batch=8", "epochs=2", "steps=60", "rate=5e-3", "warmup=5", "average=0.9")
            .with(more));
  }

  @Test
  void learnsTheTempoOfClicksAtAnyLevelAndLeavesAModelOfTheChain() throws IOException {
    TempoTask task = new TempoTask(options(), new ClickTracks(6, 4, 20));

    Trained trained = TrainingRecipe.run(task, StartWeights.DRAWN, "1", line -> {});

    Figures figures = trained.kept().figures();
    assertThat(figures.of(TempoFigures.RENDERED)).isEqualTo(1);
    assertThat(figures.of(TempoFigures.LEVEL)).isEqualTo(1);
    Path model = folder.resolve("tempo");
    ModelManifest manifest =
        ManifestFormat.read(Files.readString(model.resolve("model.json")), "model.json");
    assertThat(manifest.decoder()).isEqualTo("tempo");
    assertThat(manifest.frameRate()).isEqualTo(110.25);
    assertThat(manifest.outputs()).containsExactly("pulse-0", "pulse-1", "pulse-2", "pulse-3");
    assertThat(Files.readString(model.resolve("training-report.md")))
        .contains("| rendered (synthetic) | 100.00 % |");
  }

  @Test
  void saysOfAWindowOfLevelOneWhatTheFormulaOfTheTextSays() throws IOException {
    float[] weights = NETWORK.layout().initialWeights(5);
    for (int filter = 0; filter < 16; filter++) {
      weights[NETWORK.layout().offset("bias") + filter] = 0.01f * filter;
    }
    SavedModelWriter.write(NETWORK, weights, folder.resolve("graph"));
    float[] samples = new float[5 * 100];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * i * 0.001);
    }
    float[] said = new float[5 * 4];
    try (SavedModelBundle bundle =
            SavedModelBundle.load(folder.resolve("graph").toString(), "serve");
        TFloat32 input = TFloat32.tensorOf(Shape.of(1, 5, 100), DataBuffers.of(samples));
        Result result =
            bundle.function("serving_default").call(Map.of(SavedModelWriter.INPUT, input))) {
      ((TFloat32) result.get(SavedModelWriter.OUTPUT).orElseThrow())
          .asRawTensor()
          .data()
          .asFloats()
          .read(said);
    }
    double power = 0;
    for (float sample : samples) {
      power += (double) sample * sample / samples.length;
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= (float) Math.sqrt(power);
    }
    for (int frame = 0; frame < 5; frame++) {
      for (int place = 0; place < 4; place++) {
        double strongest = Double.NEGATIVE_INFINITY;
        for (int filter = 4 * place; filter < 4 * place + 4; filter++) {
          strongest = Math.max(strongest, filtered(weights, samples, frame, filter));
        }
        assertThat((double) said[4 * frame + place])
            .isCloseTo(Math.min(1, Math.max(0, strongest)), within(1e-5));
      }
    }
  }

  /** The convolution of width 3 over frames, zeros outside, as a plain sum. */
  private static double filtered(float[] weights, float[] samples, int frame, int filter) {
    double sum = weights[NETWORK.layout().offset("bias") + filter];
    for (int tap = 0; tap < 3; tap++) {
      int from = frame + tap - 1;
      for (int i = 0; i < 100 && from >= 0 && from < 5; i++) {
        sum += samples[100 * from + i] * (double) weights[(tap * 100 + i) * 16 + filter];
      }
    }
    return sum;
  }

  @Test
  void aSteadyTempoIsOneThatNineOfTenStretchesKeep() {
    assertThat(SteadyTempo.of(beats(40, i -> 0.5)).orElseThrow()).isCloseTo(120, within(1e-9));
    assertThat(SteadyTempo.of(beats(8, i -> 0.5))).isEmpty();
    assertThat(SteadyTempo.of(beats(40, i -> i < 20 ? 0.5 : 0.6))).isEmpty();
    assertThat(SteadyTempo.of(beats(400, i -> i < 390 ? 0.5 : 0.6)).orElseThrow())
        .isCloseTo(120, within(1e-9));
  }

  private static double[] beats(int count, java.util.function.IntToDoubleFunction interval) {
    double[] beats = new double[count];
    for (int i = 1; i < count; i++) {
      beats[i] = beats[i - 1] + interval.applyAsDouble(i);
    }
    return beats;
  }
}
