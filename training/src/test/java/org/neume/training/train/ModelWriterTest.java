package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.Sha256;
import org.neume.training.beats.BeatFigures;
import org.neume.training.beats.BeatGraph;
import org.neume.training.beats.BeatTask;
import org.neume.training.beats.LossOptions;
import org.neume.training.beats.Networks;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.SavedModelWriter;
import org.neume.training.network.WeightLayout;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class ModelWriterTest {
  private static final int FRAMES = 333;
  @TempDir Path folder;

  @Test
  void theExportedDefaultNetworkSaysWhatTheTrainedOneSays() throws IOException {
    compare(Networks.tasks());
  }

  @Test
  void theExportedNetworkOf2019SaysWhatTheTrainedOneSays() throws IOException {
    compare(Networks.classes());
  }

  @Test
  void theDescriptionFitsTheNetwork() throws IOException {
    BeatNetworkConfig network = BeatNetworkConfig.beats();
    float[] weights = WeightLayout.of(network).initialWeights(1);
    EpochRecord epoch =
        new EpochRecord(
            1, 10, 0.5, BeatFigures.of(0.1, 0.98765432, 0.9, Double.NaN, Double.NaN), 1);

    ModelWriter.write(
        network,
        BeatTask.facts(network),
        new Trained(weights, epoch, List.of(epoch)),
        "7",
        "clicks",
        folder);

    ModelManifest manifest =
        ManifestFormat.read(Files.readString(folder.resolve("model.json")), "model.json");
    assertThat(manifest.name()).isEqualTo("beats");
    assertThat(manifest.version()).isEqualTo("7");
    assertThat(manifest.outputs()).containsExactly("beat", "downbeat");
    assertThat(manifest.contextBefore()).isEqualTo(network.contextFrames());
    assertThat(manifest.quality())
        .containsOnlyKeys("validation rendered beat F", "validation rendered downbeat F")
        .containsEntry("validation rendered beat F", 0.9877);
    assertThat(manifest.sha256())
        .isEqualTo(Sha256.of(folder.resolve("saved_model/saved_model.pb")));
  }

  private void compare(BeatNetworkConfig network) throws IOException {
    float[] weights = WeightLayout.of(network).initialWeights(4);
    float[] features = new float[FRAMES * BeatNetworkConfig.BANDS];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (3 * random.nextDouble());
    }
    float[] trained;
    try (TrainingSession session =
        new TrainingSession(
            new BeatGraph(network, LossOptions.of(network)), 1, 2, WeightState.start(weights))) {
      trained = session.activations(features);
    }
    SavedModelWriter.write(network, weights, folder.resolve("graph"));
    float[] exported = new float[trained.length];
    try (SavedModelBundle bundle =
            SavedModelBundle.load(folder.resolve("graph").toString(), "serve");
        TFloat32 input =
            TFloat32.tensorOf(
                Shape.of(1, FRAMES, BeatNetworkConfig.BANDS), DataBuffers.of(features))) {
      SessionFunction function = bundle.function("serving_default");
      try (Result result = function.call(Map.of(SavedModelWriter.INPUT, input))) {
        TFloat32 output = (TFloat32) result.get(SavedModelWriter.OUTPUT).orElseThrow();
        assertThat(output.shape()).isEqualTo(Shape.of(1, FRAMES, network.heads().activations()));
        output.asRawTensor().data().asFloats().read(exported);
      }
    }
    for (int i = 0; i < trained.length; i++) {
      assertThat(exported[i]).isCloseTo(trained[i], offset(1e-5f));
    }
    assertThat(trained).doesNotContain(Float.NaN);
  }
}
