package org.neume.stage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts an embedded broker before the application. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable TestBroker broker;

  @Override
  public Map<String, String> start() {
    TestBroker started = TestBroker.start(3);
    broker = started;
    return Map.of("kafka.bootstrap.servers", started.bootstrap());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
