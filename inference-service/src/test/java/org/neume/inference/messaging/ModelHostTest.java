package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TestNetwork;
import org.neume.inference.engine.TestNetwork.Flaw;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelFolder;

/** What the service makes sure of before it is ready. */
class ModelHostTest {
  @TempDir Path folders;

  private ModelHost host(String representations) throws IOException {
    TestNetwork.of(1).write(folders, "tiny", List.of(7), Flaw.NONE);
    return new ModelHost(
        InferenceConfigTest.config(
            Map.of(
                "neume.inference.models",
                "tiny",
                "neume.inference.model-directory",
                folders.toString(),
                "neume.inference.representations",
                representations)),
        "live",
        new SimpleMeterRegistry());
  }

  @Test
  void is_not_ready_before_its_models_are_warm() throws IOException {
    ModelHost host = host("test-bands-6");
    host.check("tiny");

    assertThat(host.call().getStatus()).isEqualTo(Status.DOWN);
    host.close();
  }

  @Test
  void refuses_a_model_of_a_representation_that_recordings_do_not_come_in() throws IOException {
    ModelHost host = host("log-bands-81,mel");

    assertThatThrownBy(() -> host.check("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tiny reads test-bands-6, but recordings come as log-bands-81, mel");
    host.close();
  }

  @Test
  void refuses_a_network_that_is_not_the_one_its_folder_promises() throws IOException {
    ModelHost host = host("test-bands-6");
    Files.write(folders.resolve("tiny").resolve(ModelFolder.GRAPH), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> host.check("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the model tiny has the hash 039058c6f2c0cb49")
        .hasMessageContaining("model.json promises");
    host.close();
  }
}
