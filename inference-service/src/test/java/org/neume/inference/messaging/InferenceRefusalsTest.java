package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neume.inference.messaging.ServedTestNetworks.bytes;
import static org.neume.inference.messaging.ServedTestNetworks.computed;
import static org.neume.inference.messaging.ServedTestNetworks.emissions;
import static org.neume.inference.messaging.ServedTestNetworks.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TestNetwork;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/** What the stage refuses, with real, small networks in TensorFlow. */
@Timeout(120)
class InferenceRefusalsTest {
  @TempDir static Path folders;
  private static ServedTestNetworks served;

  @BeforeAll
  static void load() throws IOException {
    served = ServedTestNetworks.in(folders);
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @Test
  void computes_the_analyses_that_it_has_a_fitting_model_for_and_ends_the_others_at_once() {
    InferenceStage stage = new InferenceStage(served.inline());
    FeatureBlock block =
        Recordings.block("r", 0, 0, new float[0], 0, "notes", "other", "tiny", "misspelt");

    assertThat(stage.outputStreams(block)).containsExactly("other", "tiny", "notes", "misspelt");
    assertThat(stage.endedAtOnce(block)).containsExactlyInAnyOrder("notes", "misspelt");
    block.setStream("other-bands");
    assertThat(
            new InferenceStage(served.inline(), Set.of("test-bands-6", "other-bands"))
                .outputStreams(block))
        .isEmpty();
  }

  @Test
  void fails_a_recording_that_asks_only_for_models_that_are_not_there() {
    InferenceStage stage = new InferenceStage(served.inline());
    FeatureBlock block = Recordings.block("r", 0, 0, new float[0], 0, "notes", "misspelt");

    assertThat(stage.outputStreams(block)).containsExactly("notes", "misspelt");
    assertThatThrownBy(() -> stage.open(block, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no model is named notes, misspelt");
  }

  @Test
  void fails_a_recording_whose_models_read_what_nobody_computes() {
    InferenceStage stage = new InferenceStage(served.inline());
    FeatureBlock block = Recordings.block("r", 0, 0, new float[0], 0, "tiny");
    block.setStream("log-bands-81");

    assertThat(stage.outputStreams(block)).containsExactly("tiny");
    assertThatThrownBy(() -> stage.open(block, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tiny reads test-bands-6, which nobody computes (there is log-bands");
  }

  @Test
  void fails_a_poisoned_recording_and_no_other() {
    float[] good = TestNetwork.features(60, 1);
    float[] poisoned = TestNetwork.features(60, 2);
    poisoned[30 * TestNetwork.BINS] = 1e30f;
    List<Emission<ActivationBlock>> first =
        emissions(served.batched(), Recordings.blocks("good", good, 1, "strict"));
    List<Emission<ActivationBlock>> second =
        emissions(served.batched(), Recordings.blocks("bad", poisoned, 1, "strict"));
    List<Emission<ActivationBlock>> third =
        emissions(served.batched(), Recordings.blocks("good", good, 1, "strict"));

    assertThatThrownBy(() -> second.forEach(e -> e.records().toCompletableFuture().join()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the network strict cannot compute a window")
        .hasMessageContaining("a feature is too large")
        .hasMessageNotContaining("\n");
    List<ByteBuffer> expected =
        bytes(run(served.inline(), Recordings.blocks("good", good, 1, "strict")));
    for (List<Emission<ActivationBlock>> others : List.of(first, third)) {
      assertThat(bytes(computed(others))).isEqualTo(expected);
    }
  }

  @Test
  void refuses_values_that_are_no_numbers() {
    float[] features = TestNetwork.features(50, 1);
    features[20 * TestNetwork.BINS + 3] = Float.NaN;
    List<FeatureBlock> inputs = Recordings.blocks("r", features, 1);

    assertThatThrownBy(() -> run(served.inline(), inputs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("record \\d+ of test-bands-6 has the value NaN in frame 20: .*");
  }

  @Test
  void refuses_blocks_that_do_not_follow_on() {
    float[] features = TestNetwork.features(50, 1);
    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(served.inline())
            .open(Recordings.block("r", 0, 0, features, 10), Map.of());
    machine.apply(Recordings.block("r", 0, 0, features, 10));

    assertThatThrownBy(() -> machine.apply(Recordings.block("r", 1, 12, features, 10)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("frame 10 is next");
    FeatureBlock truncated = Recordings.block("r", 1, 10, features, 10);
    truncated.setFrameCount(11);
    assertThatThrownBy(() -> machine.apply(truncated))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the record is damaged");
    FeatureBlock faster = Recordings.block("r", 1, 10, features, 10);
    faster.setFrameRate(86);
    assertThatThrownBy(() -> machine.apply(faster))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("6 bins at 86.0 frames per second, those before had 6 at 100.0");
  }

  @Test
  void does_not_go_on_with_what_another_model_began() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(200, 1), 1);
    ActivationBlock begun = run(served.inline(), inputs).get(0);
    begun.setProvenance(begun.getProvenance().replaceFirst("model=tiny@\\S+", "model=tiny@0"));

    assertThatThrownBy(
            () -> new InferenceStage(served.inline()).open(inputs.get(0), Map.of("tiny", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was begun with [features=features-1 model=tiny@0 ")
        .hasMessageContaining("or publish the recording again under a new id");
  }

  @Test
  void does_not_mix_features_of_two_makes() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(200, 1), 1);
    FeatureBlock other =
        inputs.stream().skip(2).filter(b -> b.getFrameCount() > 0).findFirst().orElseThrow();
    other.setProvenance("features-2");

    assertThatThrownBy(() -> run(served.inline(), inputs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was made by [features-2], those before by [features-1]");
  }

  @Test
  void refuses_a_stream_that_no_model_learned_from() {
    FeatureBlock wide = Recordings.block("r", 0, 0, new float[0], 0);
    wide.setBins(81);

    assertThatThrownBy(() -> new InferenceStage(served.inline()).open(wide, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 81 bins at 100.0 frames per second, the model tiny wants 6");
  }

  @Test
  void refuses_to_go_on_where_the_log_begins_too_late() {
    float[] features = TestNetwork.features(200, 1);
    List<ActivationBlock> records = run(served.inline(), Recordings.blocks("r", features, 1));

    assertThatThrownBy(
            () ->
                new InferenceStage(served.inline())
                    .open(
                        Recordings.block("r", 9, 100, features, 10),
                        Map.of("tiny", records.get(2))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("frames from 35 on are needed, the first that is left is 100");
  }
}
