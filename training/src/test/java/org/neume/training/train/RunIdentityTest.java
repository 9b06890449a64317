package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunIdentityTest {
  private static final RunIdentity DRAWN =
      new RunIdentity(Map.of("seed", "1", "training data", "5 pieces", "first weights", "drawn"));

  @Test
  void namesWhatDiffersInTheOrderOfTheAlphabet() {
    RunIdentity other =
        new RunIdentity(Map.of("seed", "2", "training data", "6 pieces", "first weights", "drawn"));

    assertThat(other.differences(DRAWN.text())).containsExactly("seed", "training data");
    assertThat(DRAWN.differences(DRAWN.text())).isEmpty();
  }

  @Test
  void takesACheckpointThatDoesNotSayWhatItBeganWithForOneOfDrawnWeights() {
    assertThat(DRAWN.differences("seed=1\ntraining data=5 pieces")).isEmpty();
    RunIdentity given =
        new RunIdentity(Map.of("seed", "1", "training data", "5 pieces", "first weights", "given"));
    assertThat(given.differences("seed=1\ntraining data=5 pieces"))
        .containsExactly("first weights");
  }

  @Test
  void knowsNothingOfACheckpointThatSaysNoMoreThanItsOptions() {
    assertThat(DRAWN.differences("BeatNetworkConfig[name=tasks] seed=1"))
        .contains("training data", "seed");
  }
}
