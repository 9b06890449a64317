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
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.SavedModelWriter;
import org.neume.training.network.WeightLayout;
import org.neume.training.notes.NoteFigures;
import org.neume.training.notes.NoteGraph;
import org.neume.training.notes.NoteLossOptions;
import org.neume.training.notes.NoteNetworks;
import org.neume.training.notes.NotePiece;
import org.neume.training.notes.NoteTask;
import org.tensorflow.GraphOperation;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class NoteNetworkTest {
  private static final int BINS = NoteNetworkConfig.BINS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;
  @TempDir Path folder;

  @Test
  void everyOutputSeesEveryBinAndNoFrameFurtherAwayThanComputed() {
    NoteNetworkConfig network = NoteNetworks.tiny();
    int context = network.contextFrames();
    int frames = 2 * context + 9;
    int changed = frames / 2;
    float[] features = noise(frames);
    try (TrainingSession session = session(network)) {
      float[] before = session.activations(features);
      for (int bin = 0; bin < BINS; bin += 53) {
        float[] other = features.clone();
        other[changed * BINS + bin] += 200;
        float[] after = session.activations(other);
        int first = frames;
        int last = -1;
        boolean[] felt = new boolean[OUTPUTS];
        for (int i = 0; i < before.length; i++) {
          if (before[i] != after[i]) {
            first = Math.min(first, i / OUTPUTS);
            last = Math.max(last, i / OUTPUTS);
            felt[i % OUTPUTS] = true;
          }
        }
        assertThat(changed - first).isEqualTo(context);
        assertThat(last - changed).isEqualTo(context);
        assertThat(felt).as("outputs that see bin %d", bin).doesNotContain(false);
      }
    }
  }

  @Test
  void theTrainingGraphUsesNoOperationThatTrainsWronglyOrSlowly() {
    try (TrainingGraph training = new TrainingGraph(graph(NoteNetworkConfig.notes()), 1)) {
      for (NodeDef node : training.graph.toGraphDef().getNodeList()) {
        if (node.getOp().startsWith("Conv2D")) {
          assertThat(node.getAttrOrThrow("dilations").getList().getIList())
              .as("dilations of %s: their gradient ignores them", node.getName())
              .containsOnly(1L);
        }
        if (node.containsAttr("padding")) {
          assertThat(node.getAttrOrThrow("padding").getS().toStringUtf8()).isIn("SAME", "VALID");
        }
        assertThat(node.getOp()).isNotIn("MaxPoolV2", "LogSoftmax", "Conv3D");
      }
      training
          .graph
          .operations()
          .forEachRemaining(
              (GraphOperation operation) -> {
                if (operation.type().equals("Conv2D")) {
                  Shape kernel = operation.input(1).shape();
                  assertThat(Math.max(kernel.get(0), kernel.get(1))).isBetween(1L, 13L);
                }
              });
    }
  }

  @Test
  void theExportedNetworkSaysWhatTheTrainedOneSays() throws IOException {
    NoteNetworkConfig network = NoteNetworks.tiny();
    int frames = 77;
    float[] features = noise(frames);
    float[] trained;
    try (TrainingSession session = session(network)) {
      trained = session.activations(features);
    }
    float[] weights = WeightLayout.of(network).initialWeights(2);
    SavedModelWriter.write(network, weights, folder.resolve("graph"));
    float[] exported = new float[trained.length];
    try (SavedModelBundle bundle =
            SavedModelBundle.load(folder.resolve("graph").toString(), "serve");
        TFloat32 input = TFloat32.tensorOf(Shape.of(1, frames, BINS), DataBuffers.of(features))) {
      SessionFunction function = bundle.function("serving_default");
      try (Result result = function.call(Map.of(SavedModelWriter.INPUT, input))) {
        TFloat32 output = (TFloat32) result.get(SavedModelWriter.OUTPUT).orElseThrow();
        assertThat(output.shape()).isEqualTo(Shape.of(1, frames, OUTPUTS));
        output.asRawTensor().data().asFloats().read(exported);
      }
    }
    for (int i = 0; i < trained.length; i++) {
      assertThat(exported[i]).isCloseTo(trained[i], offset(1e-5f));
    }
  }

  @Test
  void theModelFolderIsOneThatTheDecoderOfNotesReads() throws IOException {
    NoteNetworkConfig network = NoteNetworkConfig.notes();
    float[] weights = WeightLayout.of(network).initialWeights(1);
    Figures figures =
        NoteFigures.of(
            Map.of(NoteFigures.name(NotePiece.Kind.RENDERED, NoteFigures.ONSET), 0.87654321));
    EpochRecord epoch = new EpochRecord(1, 10, 0.5, figures, 1);

    ModelWriter.write(
        network,
        NoteTask.facts(network),
        new Trained(weights, epoch, List.of(epoch)),
        "7",
        "tones",
        folder);

    ModelManifest manifest =
        ManifestFormat.read(Files.readString(folder.resolve("model.json")), "model.json");
    assertThat(manifest.decoder()).isEqualTo("notes");
    assertThat(manifest.representation()).isEqualTo("constant-q-48");
    assertThat(manifest.outputs())
        .hasSize(264)
        .startsWith("onset-21")
        .contains("onset-108", "frame-21")
        .endsWith("velocity-108");
    assertThat(manifest.quality()).containsEntry("validation rendered onset F", 0.8765);
    assertThat(manifest.parameters()).isLessThan(400_000);
  }

  @Test
  void staysWithinTheBudgetOfTheChain() {
    assertThat(NoteNetworkConfig.notes().multiplyAddsPerFrame()).isLessThan(7_000_000);
  }

  private static TrainingSession session(NoteNetworkConfig network) {
    float[] weights = WeightLayout.of(network).initialWeights(2);
    return new TrainingSession(graph(network), 1, 2, WeightState.start(weights));
  }

  private static NoteGraph graph(NoteNetworkConfig network) {
    return new NoteGraph(network, NoteLossOptions.standard());
  }

  private static float[] noise(int frames) {
    SplittableRandom random = new SplittableRandom(3);
    float[] features = new float[frames * BINS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (2 * random.nextDouble());
    }
    return features;
  }
}
