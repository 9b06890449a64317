package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.render.Beat;

@DisplayName("A feature file")
class FeatureFileTest {
  @TempDir private Path folder;

  private static final LabeledFeatures PIECE =
      new LabeledFeatures(
          44_100.0 / 437,
          3,
          new short[] {0, 1, -2, 3, 0x3c00, 5},
          List.of(new Beat(0.1, 3), new Beat(0.75, 1)),
          false);

  @Test
  @DisplayName("gives back what was written")
  void roundTrip() throws IOException {
    Path file = folder.resolve("a.nbf");
    FeatureFile.write(file, PIECE);
    LabeledFeatures read = FeatureFile.read(file);
    assertThat(read.frameRate()).isEqualTo(PIECE.frameRate());
    assertThat(read.bands()).isEqualTo(3);
    assertThat(read.frames()).isEqualTo(2);
    assertThat(read.halves()).isEqualTo(PIECE.halves());
    assertThat(read.beats()).isEqualTo(PIECE.beats());
    assertThat(read.downbeatsKnown()).isFalse();
  }

  @Test
  @DisplayName("that was cut short is refused with what to do about it")
  void refusesTruncation() throws IOException {
    Path file = folder.resolve("b.nbf");
    FeatureFile.write(file, PIECE);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatIOException()
        .isThrownBy(() -> FeatureFile.read(file))
        .withMessageContaining("delete it");
    Files.write(file, new byte[40]);
    assertThatIOException()
        .isThrownBy(() -> FeatureFile.read(file))
        .withMessageContaining("delete it");
  }
}
