package org.neume.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;

@DisplayName("A stage without a replica")
class StageStateTest {
  private static StageState of(ChainStage stage, long heldBack) {
    return new StageState(stage, "empty", 0, 0, 12, heldBack, null);
  }

  @Test
  @DisplayName("is a problem in the usual lane, whether anything waits or not")
  void usual() {
    ChainStage stage = ChainStage.USUAL.get(0);
    assertThat(of(stage, 0).problem()).get().asString().contains("neume-features");
    assertThat(of(stage, 5).problem()).isPresent();
  }

  @Test
  @DisplayName(
      "sleeps in another lane while nothing waits there, and is a problem once something does")
  void lane() {
    ChainStage stage = ChainStage.of(Lane.BULK).get(0);
    assertThat(of(stage, 0).problem()).isEmpty();
    assertThat(of(stage, -1).problem()).isEmpty();
    assertThat(of(stage, 5).problem()).get().asString().contains("neume-features-bulk");
  }
}
