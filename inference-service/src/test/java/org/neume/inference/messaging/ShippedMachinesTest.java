package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.inference.messaging.ServedTestNetworks.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.MachineContract;

/** The networks of tempo, multipitch and single notes, as they ship, in the stage. */
@Timeout(300)
class ShippedMachinesTest {
  @TempDir Path cache;

  @ParameterizedTest
  @ValueSource(strings = {"tempo", "tempo-classic", "multipitch", "pitch", "pitch-classic"})
  void give_the_same_bytes_however_features_are_cut_and_whoever_goes_on(String name)
      throws IOException {
    ModelRepository packed =
        new ModelRepository(null, ShippedMachinesTest.class.getClassLoader(), cache);
    ModelManifest manifest = packed.get(name).manifest();
    // Two windows and a part of a third.
    float[] features = features(5 * manifest.windowFrames().get(0) / 2, manifest.bins());
    try (ServedModels models = ServedModels.inline(packed, TensorFlowLoader.onCpu())) {
      InferenceStage stage = new InferenceStage(models);
      List<FeatureBlock> blocks = blocks(manifest, features, 1);

      List<ActivationBlock> found = MachineContract.run(stage, blocks);

      assertThat(found.stream().mapToInt(ActivationBlock::getFrameCount).sum())
          .isEqualTo(features.length / manifest.bins());
      assertThat(bytes(found))
          .isEqualTo(bytes(MachineContract.run(stage, blocks(manifest, features, 2))));
      assertThat(MachineContract.checkHandovers(stage, blocks)).isPositive();
    }
  }

  private static float[] features(int frames, int bins) {
    Random random = new Random(7);
    float[] features = new float[frames * bins];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }

  private static List<FeatureBlock> blocks(ModelManifest manifest, float[] features, long seed) {
    Random random = new Random(seed);
    int bins = manifest.bins();
    int frames = features.length / bins;
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int at = 0; at < frames; ) {
      int count = Math.min(frames - at, 1 + random.nextInt(60));
      blocks.add(
          FeatureBlock.newBuilder()
              .setRecordingId("r")
              .setStream(manifest.representation())
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setBins(bins)
              .setFrameRate(manifest.frameRate())
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, features, at * bins, count * bins))
              .setAnalyses(List.of(manifest.name()))
              .setProvenance("test")
              .setEnd(at + count == frames ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    }
    return blocks;
  }
}
