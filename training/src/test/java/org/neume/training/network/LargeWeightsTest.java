package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeWeightsTest {
  @TempDir Path folder;

  @Test
  void moreThanTwentyMegabytesAreStoredAsHalvesAndReadBackAsFloats() throws IOException {
    LearnedFilterConfig network = new LearnedFilterConfig("large", 16_384, 340);
    float[] weights = network.layout().initialWeights(1);
    assertThat(weights.length * 4L).isGreaterThan(20_000_000);

    SavedModelWriter.write(network, weights, folder.resolve("graph"));

    assertThat(Files.size(folder.resolve("graph").resolve("saved_model.pb")))
        .isLessThan(weights.length * 2L + 100_000);
    float[] read =
        ExportedWeights.read(network, folder.resolve("graph"), new float[weights.length]);
    for (int i = 0; i < weights.length; i += 97) {
      assertThat(read[i]).isCloseTo(weights[i], within(Math.abs(weights[i]) / 1_000 + 1e-7f));
    }
  }
}
