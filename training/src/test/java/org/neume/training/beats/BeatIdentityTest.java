package org.neume.training.beats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.neume.training.network.BeatNetworkConfig;

class BeatIdentityTest {
  private static final PieceSource CLICKS = new ClickSource(4, 2, 600);
  private static final BeatPicker PICKER = BeatTask.peakPicker();

  private static Map<String, String> of(PieceSource source, BeatPicker picker) {
    return of(Networks.tasks(), "work", source, picker);
  }

  private static Map<String, String> of(
      BeatNetworkConfig network, String folder, PieceSource source, BeatPicker picker) {
    return new BeatTask(Networks.options(network, Path.of(folder)), source, picker).identity();
  }

  /** The parts that are others than those of the clicks, the tasks and the picker. */
  private static Iterable<String> differences(Map<String, String> other) {
    Map<String, String> differences = new TreeMap<>(other);
    differences.entrySet().removeAll(of(CLICKS, PICKER).entrySet());
    return differences.keySet();
  }

  @Test
  void isTheSameForTheSameDataOptionsAndPickerWhateverTheFolder() {
    assertThat(differences(of(new ClickSource(4, 2, 600), BeatTask.peakPicker()))).isEmpty();
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
}
