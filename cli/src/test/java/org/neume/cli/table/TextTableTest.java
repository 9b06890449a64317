package org.neume.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Activations as text")
class TextTableTest {
  @TempDir Path folder;

  @Test
  void oneNumberALineIsOneColumn() {
    Activations read = TextTable.read("0.1\n0.25\n1e-3\n");
    assertThat(read.columns()).isEqualTo(1);
    assertThat(read.values()).containsExactly(0.1f, 0.25f, 0.001f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5,0.25\n0,1\n",
        "0.5;0.25\r\n0;1\r\n",
        "0.5\t0.25\n0\t1",
        "  0.5   0.25 \n\n 0 1\n",
        "# two columns\nbeat,downbeat\n0.5, 0.25\n0, 1\n",
        "\uFEFF0.5,0.25\n0,1\n",
      })
  void everyUsualSeparatorGivesTheSameTwoColumns(String text) {
    Activations read = TextTable.read(text);
    assertThat(read.columns()).isEqualTo(2);
    assertThat(read.values()).containsExactly(0.5f, 0.25f, 0f, 1f);
  }

  @Test
  void wordsAmongTheNumbersAreRefusedByLine() {
    assertThatThrownBy(() -> TextTable.read("0.5\nhello\n")).hasMessageContaining("line 2");
  }

  @Test
  void aLineOfAnotherWidthIsRefusedByLine() {
    assertThatThrownBy(() -> TextTable.read("0.5 0.5\n0.5\n")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> TextTable.read("0 1 2\n")).hasMessageContaining("3 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5\n1.5\n", "0.5\n-0.1\n", "0.5\nnan\n", "0.5\nInfinity\n"})
  void whatIsNoProbabilityIsRefusedByFrame(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), text);
    assertThatThrownBy(() -> ActivationFile.read(file))
        .isInstanceOf(ActivationFormatException.class)
        .hasMessageContaining("frame 1");
  }

  @Test
  void emptyAndBinaryFilesAreRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    assertThatThrownBy(() -> ActivationFile.read(empty)).hasMessageContaining("empty");
    Path comments = Files.writeString(folder.resolve("c.txt"), "# nothing\n");
    assertThatThrownBy(() -> ActivationFile.read(comments)).hasMessageContaining("no values");
    Path binary = Files.write(folder.resolve("b.txt"), new byte[] {(byte) 0xFF, (byte) 0xFB, 0, 1});
    assertThatThrownBy(() -> ActivationFile.read(binary))
        .hasMessageContaining("neither text nor NumPy");
  }
}
