package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.stage.testing.TestBroker;

@DisplayName("A feature service that is killed")
class ServiceKillIT {
  private static final int KILLS = 3;

  @Test
  @DisplayName("and started again, time after time, writes the bytes that an undisturbed one does")
  void killed() throws Exception {
    Random random = new Random(7);
    try (TestBroker broker = TestBroker.start(2);
        Scenario scenario = new Scenario(broker.bootstrap(), 2)) {
      int seen = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        try (ServiceProcess service = ServiceProcess.start(broker.bootstrap())) {
          for (int i = 0; i < 16; i++) {
            scenario.publishNext();
          }
          int before = seen;
          for (int wait = 0; wait < 200 && seen <= before; wait++) {
            seen = scenario.outputs();
          }
          assertThat(seen).as(service.log()).isGreaterThan(before);
          Thread.sleep(random.nextInt(300));
          service.kill();
        }
      }
      scenario.publishRest();
      try (ServiceProcess service = ServiceProcess.start(broker.bootstrap())) {
        scenario.checkOutputs();
        assertThat(service.alive()).isTrue();
      }
    }
  }
}
