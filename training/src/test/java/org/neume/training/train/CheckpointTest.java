package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void comesBackAsItWasWritten() throws IOException {
    EpochRecord epoch =
        new EpochRecord(1, 50, 0.3, new ValidationResult(0.1, 0.9, 0.8, Double.NaN, 0.7), 12);
    WeightState state =
        new WeightState(
            new float[] {1, -2}, new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8});
    Path file = folder.resolve("checkpoint.bin");

    new Checkpoint("options", 50, state, new float[] {9, 10}, List.of(epoch)).write(file);
    Checkpoint read = Checkpoint.read(file);

    assertThat(read.identity()).isEqualTo("options");
    assertThat(read.step()).isEqualTo(50);
    assertThat(read.state().weights()).containsExactly(1, -2);
    assertThat(read.state().average()).containsExactly(7, 8);
    assertThat(read.bestWeights()).containsExactly(9, 10);
    assertThat(read.epochs()).containsExactly(epoch);
    assertThat(folder.resolve("checkpoint.bin.new")).doesNotExist();
  }

  @Test
  void refusesAForeignFileWithTheRemedy() throws IOException {
    Path file = Files.write(folder.resolve("checkpoint.bin"), new byte[64]);

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remove it");
  }
}
