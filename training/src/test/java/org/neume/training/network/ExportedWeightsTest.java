package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedWeightsTest {
  private static final NoteNetworkConfig NOTES = NoteNetworkConfig.notes();
  @TempDir Path folder;

  @Test
  void readsBackWhatWasWritten() throws IOException {
    float[] weights = NOTES.layout().initialWeights(7);
    SavedModelWriter.write(NOTES, weights, folder.resolve("saved_model"));

    assertThat(ExportedWeights.read(NOTES, folder.resolve("saved_model"), nothing(NOTES)))
        .containsExactly(weights);
  }

  @Test
  void readsTheShippedWeightsWhoseConstantsHaveNoNames() throws IOException {
    BeatNetworkConfig beats = BeatNetworkConfig.beats();

    float[] read =
        ExportedWeights.read(beats, Path.of("../models/beats/saved_model"), nothing(beats));

    long missing = 0;
    for (float weight : read) {
      missing += Float.isNaN(weight) ? 1 : 0;
    }
    // The head that only teaches is not exported.
    assertThat(missing).isLessThan(read.length / 2);
  }

  @Test
  void readsTheShippedNotes() throws IOException {
    assertThat(ExportedWeights.read(NOTES, Path.of("../models/notes/saved_model"), nothing(NOTES)))
        .doesNotContain(Float.NaN);
  }

  @Test
  void refusesTheWeightsOfAnotherNetwork() {
    assertThatThrownBy(
            () ->
                ExportedWeights.read(NOTES, Path.of("../models/beats/saved_model"), nothing(NOTES)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another network than notes");
  }

  private static float[] nothing(ExportableNetwork network) {
    float[] weights = new float[network.layout().size()];
    Arrays.fill(weights, Float.NaN);
    return weights;
  }
}
