package org.neume.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.inference.engine.TestNetwork.Flaw;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.NetworkEngine;

/** The engine against sums in double precision, and its refusals before TensorFlow is called. */
class TensorFlowNetworkTest {
  private static final TestNetwork NETWORK = TestNetwork.of(1);

  @TempDir Path models;

  private NetworkEngine load(Flaw flaw) throws IOException {
    return TensorFlowLoader.onCpu().load(NETWORK.write(models, "tiny", List.of(16), flaw));
  }

  @Test
  void computes_the_sums_that_the_weights_define() throws IOException {
    float[] features = TestNetwork.features(200, 3);
    // Silence on either side, so that both paddings agree.
    int edge = TestNetwork.CONTEXT;
    float[] padded = new float[features.length + 2 * edge * TestNetwork.BINS];
    System.arraycopy(features, 0, padded, edge * TestNetwork.BINS, features.length);
    double[] expected = NETWORK.outputs(features);

    try (NetworkEngine engine = load(Flaw.NONE)) {
      float[] found = engine.run(padded, 1, 200 + 2 * edge);

      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[edge * TestNetwork.OUTPUTS + i])
            .as("value %d", i)
            .isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void gives_each_window_of_a_batch_the_bits_that_it_has_alone() throws IOException {
    int frames = 64;
    int length = frames * TestNetwork.BINS;
    float[] batch = TestNetwork.features(4 * frames, 5);

    try (NetworkEngine engine = load(Flaw.NONE)) {
      float[] together = engine.run(batch, 4, frames);

      for (int i = 0; i < 4; i++) {
        float[] alone =
            engine.run(Arrays.copyOfRange(batch, i * length, (i + 1) * length), 1, frames);
        int outputs = alone.length;
        assertThat(Arrays.copyOfRange(together, i * outputs, (i + 1) * outputs)).isEqualTo(alone);
      }
    }
  }

  @Test
  void gives_the_same_bits_again_and_from_several_threads_at_once() throws Exception {
    float[] features = TestNetwork.features(500, 7);
    try (NetworkEngine engine = load(Flaw.NONE)) {
      float[] once = engine.run(features, 1, 500);
      List<java.util.concurrent.Callable<float[]>> calls =
          java.util.Collections.nCopies(40, () -> engine.run(features, 1, 500));
      var threads = java.util.concurrent.Executors.newFixedThreadPool(4);
      try {
        for (var result : threads.invokeAll(calls)) {
          assertThat(result.get()).isEqualTo(once);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void says_which_tensorflow_computes_and_where() throws IOException {
    try (NetworkEngine engine = load(Flaw.NONE)) {
      assertThat(engine.description()).isEqualTo("tensorflow 2.18.0 cpu");
    }
  }

  @Test
  void refuses_values_that_are_no_batch() throws IOException {
    try (NetworkEngine engine = load(Flaw.NONE)) {
      assertThatThrownBy(() -> engine.run(new float[7], 1, 16))
          .hasMessage("7 values are no batch of 1 x 16 x 6");
    }
  }

  @Test
  void reports_a_failure_inside_the_graph_and_goes_on() throws IOException {
    float[] good = TestNetwork.features(16, 1);
    float[] poisoned = good.clone();
    poisoned[20] = 1e30f;
    try (NetworkEngine engine = load(Flaw.CHECKS_NUMBERS)) {
      float[] before = engine.run(good, 1, 16);

      assertThatThrownBy(() -> engine.run(poisoned, 1, 16))
          .hasMessageContaining("a feature is too large");
      assertThat(engine.run(good, 1, 16)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INPUT_NAME     | has the input tensors [spectrum], its description wants one named features",
        "SECOND_INPUT   | has the input tensors [features, tempo], its description wants one named features",
        "OUTPUT_NAME    | has the output tensors [scores], its description wants one named activations",
        "INPUT_RANK     | an input of type DT_FLOAT and shape [-1, -1, 1, 6], its description wants DT_FLOAT and [-1, -1, 6]",
        "INPUT_TYPE     | an input of type DT_DOUBLE and shape [-1, -1, 6], its description wants DT_FLOAT",
        "INPUT_BINS     | an input of type DT_FLOAT and shape [-1, -1, 7], its description wants DT_FLOAT and [-1, -1, 6]",
        "FIXED_FRAMES   | an input of type DT_FLOAT and shape [-1, 26, 6], its description wants DT_FLOAT and [-1, -1, 6]",
        "OUTPUT_COLUMNS | an output of type DT_FLOAT and shape",
        "SIGNATURE_KEY  | has the signatures [other], not serving_default",
      })
  void refuses_a_network_that_does_not_fit_its_description_and_names_what_it_found(
      Flaw flaw, String message) {
    assertThatThrownBy(() -> load(flaw))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the model tiny has")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refuses_a_file_that_is_no_saved_model() throws IOException {
    ModelFolder folder = NETWORK.write(models, "tiny", List.of(16), Flaw.NONE);
    Files.writeString(folder.graph(), "not a protocol buffer at all");

    assertThatThrownBy(() -> TensorFlowLoader.onCpu().load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the model tiny is no TensorFlow SavedModel")
        .hasMessageNotContaining("\n");
  }
}
