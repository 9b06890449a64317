package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileComparisonTest {
  @TempDir Path folder;

  @Test
  void notesAreComparedWithVelocitiesWhereBothFilesHaveThem() throws IOException {
    Path truth = write("truth.txt", "0.5 1.0 440 100", "1.0 2.0 220 40", "3.0 3.5 880 80");
    Path found = write("found.txt", "0.51 1.0 440 100", "1.0 1.2 220 40");
    Map<String, Double> figures = FileComparison.notes(truth, found).means();
    assertThat(figures)
        .containsEntry("Precision_no_offset", 1.0)
        .containsEntry("Precision", 0.5)
        .containsEntry("Velocity Precision_no_offset", 1.0);
    assertThat(figures.get("Recall_no_offset")).isCloseTo(2 / 3.0, offset(1e-12));

    Path silent = write("silent.txt", "0.5 1.0 440");
    assertThat(FileComparison.notes(truth, silent).means())
        .containsEntry("Precision", 1.0)
        .doesNotContainKey("Velocity Precision");
  }

  @Test
  void pitchesAreComparedFrameByFrame() throws IOException {
    Path truth = write("truth.txt", "0.0 440 880", "0.1 440", "0.2");
    Path found = write("found.txt", "0.0 440", "0.1 441", "0.2 300");
    assertThat(FileComparison.multipitch(truth, found).means())
        .containsEntry("Precision", 2 / 3.0)
        .containsEntry("Recall", 2 / 3.0)
        .containsEntry("Accuracy", 0.5);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
