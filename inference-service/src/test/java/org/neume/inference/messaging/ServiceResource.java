package org.neume.inference.messaging;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.inference.engine.TestNetwork;
import org.neume.inference.engine.TestNetwork.Flaw;
import org.neume.stage.testing.TestBroker;

/** A broker and a model directory for the service under test. */
public class ServiceResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable TestBroker broker;

  @Override
  public Map<String, String> start() {
    TestBroker started = TestBroker.start(3);
    broker = started;
    try {
      Path models = Files.createTempDirectory("neume-test-models");
      TestNetwork.of(1).write(models, "tiny", List.of(7, 20), Flaw.NONE);
      TestNetwork.of(2).write(models, "strict", List.of(16), Flaw.CHECKS_NUMBERS);
      return Map.of(
          "kafka.bootstrap.servers",
          started.bootstrap(),
          "neume.inference.model-directory",
          models.toString(),
          "neume.inference.models",
          "tiny",
          "neume.inference.representations",
          "test-bands-6");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
