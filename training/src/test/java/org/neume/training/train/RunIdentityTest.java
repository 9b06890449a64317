package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.training.network.BeatNetworkConfig;

class RunIdentityTest {
  private static final PieceSource CLICKS = new ClickSource(4, 2, 600);
  private static final BeatPicker PICKER = BeatTraining.peakPicker();

  private static RunIdentity of(PieceSource source, BeatPicker picker) {
    return of(Networks.tasks(), "work", source, picker);
  }

  private static RunIdentity of(
      BeatNetworkConfig network, String folder, PieceSource source, BeatPicker picker) {
    return RunIdentity.of(
        Networks.options(network, Path.of(folder)), source, picker, StartWeights.DRAWN);
  }

  private static List<String> differences(RunIdentity other) {
    return other.differences(of(CLICKS, PICKER).text());
  }

  @Test
  void isTheSameForTheSameDataOptionsAndPickerWhateverTheFolder() {
    assertThat(differences(of(new ClickSource(4, 2, 600), BeatTraining.peakPicker()))).isEmpty();
    assertThat(differences(of(Networks.tasks(), "elsewhere", CLICKS, PICKER))).isEmpty();
  }

  @Test
  void namesWhatDiffers() {
    assertThat(differences(of(new ClickSource(4, 2, 601), PICKER)))
        .containsExactly("training data", "validation data (fold)");
    assertThat(differences(of(new ClickSource(4, 3, 600), PICKER)))
        .containsExactly("validation data (fold)");
    assertThat(differences(of(CLICKS, new PeakPicker(0.4, 7)))).containsExactly("picker");
    assertThat(differences(of(Networks.classes(), "work", CLICKS, PICKER)))
        .contains("network")
        .doesNotContain("picker", "training data");
  }

  @Test
  void knowsNothingOfACheckpointThatSaysNoMoreThanItsOptions() {
    assertThat(of(CLICKS, PICKER).differences("BeatNetworkConfig[name=tasks] seed=1"))
        .contains("training data", "picker");
  }
}
