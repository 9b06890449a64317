package org.neume.training.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;

class NoteCountsTest {
  @Test
  void slicesCountEveryOneOfThe88OutputsAndTheAllOffBaseline() {
    List<PlayedNote> notes =
        List.of(
            new PlayedNote(1, 1.5, 60, 80, 1),
            new PlayedNote(1.02, 1.5, 64, 80, 1),
            new PlayedNote(1.04, 1.5, 67, 80, 1),
            new PlayedNote(2, 2.5, 60, 80, 1),
            new PlayedNote(2, 2.5, 64, 80, 1),
            new PlayedNote(2, 2.5, 67, 80, 1));
    float[] activations = new float[150 * NoteNetworkConfig.OUTPUTS];
    for (int key : new int[] {60, 64, 67}) {
      activations[50 * NoteNetworkConfig.OUTPUTS + key - 21] = 0.9f;
    }
    // The second moment misses one note, and finds one that is not there.
    for (int key : new int[] {60, 64, 70}) {
      activations[101 * NoteNetworkConfig.OUTPUTS + key - 21] = 0.5f;
    }
    SliceCounts counts = new SliceCounts();
    counts.add(notes, activations, 150);
    Map<String, Double> figures = new LinkedHashMap<>();
    counts.put(figures);
    assertThat(figures.get(NoteFigures.ALL_OFF)).isCloseTo(85 / 88.0, offset(1e-12));
    assertThat(figures.get(NoteFigures.OUTPUTS)).isCloseTo(174 / 176.0, offset(1e-12));
    assertThat(figures.get(NoteFigures.ALL_RIGHT)).isEqualTo(0.5);
  }

  @Test
  void framesCountTheKeysThatSoundAtTheirCenters() {
    List<PlayedNote> truth = List.of(new PlayedNote(0, 1, 60, 80, 1));
    List<PlayedNote> half =
        List.of(new PlayedNote(0.5, 1, 60, 80, 1), new PlayedNote(0, 0.5, 61, 80, 1));
    FrameCounts counts = FrameCounts.of(truth, half, 100);
    assertThat(counts).isEqualTo(new FrameCounts(25, 50, 50));
    assertThat(counts.fMeasure()).isEqualTo(0.5);
  }
}
