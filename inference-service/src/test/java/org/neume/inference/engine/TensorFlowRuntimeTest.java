package org.neume.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neume.inference.model.ModelException;

/** Where networks run, decided without a GPU at hand. */
class TensorFlowRuntimeTest {
  private static final Map<String, String> DETERMINISTIC =
      Map.of("TF_DETERMINISTIC_OPS", "1", "NVIDIA_TF32_OVERRIDE", "0");

  @Test
  void takes_a_gpu_that_is_there_and_repeats_its_results() {
    assertThat(TensorFlowRuntime.device(DeviceChoice.AUTO, 1, DETERMINISTIC).isGpu()).isTrue();
    assertThat(TensorFlowRuntime.device(DeviceChoice.GPU, 1, DETERMINISTIC).isGpu()).isTrue();
  }

  @Test
  void stays_on_the_cpu_where_there_is_no_gpu_or_one_that_would_not_repeat_its_results() {
    assertThat(TensorFlowRuntime.device(DeviceChoice.AUTO, 0, DETERMINISTIC).isGpu()).isFalse();
    assertThat(TensorFlowRuntime.device(DeviceChoice.AUTO, 1, Map.of()).isGpu()).isFalse();
    assertThat(
            TensorFlowRuntime.device(DeviceChoice.AUTO, 1, Map.of("TF_DETERMINISTIC_OPS", "1"))
                .isGpu())
        .isFalse();
    assertThat(TensorFlowRuntime.device(DeviceChoice.CPU, 1, DETERMINISTIC).isGpu()).isFalse();
  }

  @Test
  void refuses_a_gpu_that_was_asked_for_and_cannot_be_used() {
    assertThatThrownBy(() -> TensorFlowRuntime.device(DeviceChoice.GPU, 0, DETERMINISTIC))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("TensorFlow finds no GPU");
    assertThatThrownBy(() -> TensorFlowRuntime.device(DeviceChoice.GPU, 1, Map.of()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("set TF_DETERMINISTIC_OPS=1 and NVIDIA_TF32_OVERRIDE=0");
  }
}
