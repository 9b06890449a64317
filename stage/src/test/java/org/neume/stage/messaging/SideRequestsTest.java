package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is asked of a reading thread")
class SideRequestsTest {
  @Test
  @DisplayName("is done in order, and again where memory ran out of it")
  void outOfMemory() throws InterruptedException {
    SideRequests requests = new SideRequests();
    List<String> done = new ArrayList<>();
    boolean[] enough = {false};
    requests.add(() -> done.add("first"));
    requests.add(
        () -> {
          if (!enough[0]) {
            throw new OutOfMemoryError("Java heap space");
          }
          done.add("second");
        });
    requests.add(() -> done.add("third"));

    assertThatThrownBy(() -> requests.perform(Duration.ZERO, Runnable::run))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(done).containsExactly("first");
    enough[0] = true;
    requests.perform(Duration.ZERO, Runnable::run);
    assertThat(done).containsExactly("first", "second", "third");
  }
}
