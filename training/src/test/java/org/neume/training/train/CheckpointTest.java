package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final CheckpointFile FILE =
      new CheckpointFile(new NamedFigures(values -> values.getOrDefault("F", 0.0)));
  @TempDir Path folder;

  private static Figures figures(double value) {
    return new Figures(Map.of("F", value), value);
  }

  @Test
  void comesBackAsItWasWritten() throws IOException {
    EpochRecord given = new EpochRecord(0, 0, Double.NaN, figures(0.6), 3);
    EpochRecord epoch = new EpochRecord(1, 50, 0.3, figures(0.7), 12);
    WeightState state =
        new WeightState(
            new float[] {1, -2}, new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8});
    Path file = folder.resolve("checkpoint.bin");

    FILE.write(
        file, new Checkpoint("options", 50, state, new float[] {9, 10}, List.of(given, epoch)));
    Checkpoint read = FILE.read(file);

    assertThat(read.identity()).isEqualTo("options");
    assertThat(read.step()).isEqualTo(50);
    assertThat(read.state().weights()).containsExactly(1, -2);
    assertThat(read.state().average()).containsExactly(7, 8);
    assertThat(read.bestWeights()).containsExactly(9, 10);
    assertThat(read.epochs()).containsExactly(given, epoch);
    assertThat(folder.resolve("checkpoint.bin.new")).doesNotExist();
  }

  @Test
  void refusesAForeignFileWithTheRemedy() throws IOException {
    Path file = Files.write(folder.resolve("checkpoint.bin"), new byte[64]);

    assertThatThrownBy(() -> FILE.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remove it");
  }
}
