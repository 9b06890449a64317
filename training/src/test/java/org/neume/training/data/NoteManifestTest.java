package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.notes.NotePiece;

@DisplayName("The manifest of a note cache")
class NoteManifestTest {
  private static final NoteManifest.Entry PIECE =
      new NoteManifest.Entry(
          "000000.nnf",
          "slices/1",
          NotePiece.Kind.SLICES,
          true,
          "COMPOSED",
          "Apache-2.0",
          7,
          30,
          12);

  @TempDir private Path folder;

  @BeforeEach
  void makeAPiece() throws IOException {
    Files.createFile(folder.resolve(PIECE.file()));
    new NoteManifest(folder, 1).add(PIECE);
  }

  @Test
  @DisplayName("comes back as it was written")
  void comesBack() throws IOException {
    assertThat(new NoteManifest(folder, 1).entries()).containsExactly(PIECE);
    assertThat(lines().get(0)).isEqualTo(ConstantQMaker.PROVENANCE + " fold 1");
  }

  @Test
  @DisplayName("refuses features that were computed by other arithmetic")
  void refusesOtherArithmetic() throws IOException {
    replace(0, "constant-q-48-00000000 fold 1");
    refused(
        1, "holds features by constant-q-48-00000000, and this program computes constant-q-48-");
  }

  @Test
  @DisplayName(
      "refuses features of which nobody knows what computed them, and takes a person's word")
  void refusesUnknownArithmetic() throws IOException {
    List<String> lines = lines();
    Files.write(file(), lines.subList(1, lines.size()));
    refused(1, "does not say what its features were computed by: delete the folder");

    Files.write(file(), lines);
    assertThat(new NoteManifest(folder, 1).entries()).hasSize(1);
  }

  @Test
  @DisplayName("refuses another fold, whose recordings it may hold for training")
  void refusesAnotherFold() {
    refused(
        2, "holds fold 1 of the recordings out, not fold 2: give each fold a --cache of its own");
  }

  @Test
  @DisplayName("refuses what is no manifest")
  void refusesWhatIsNone() throws IOException {
    replace(1, "something else");
    refused(1, "is of another version");
  }

  private void refused(int fold, String message) {
    assertThatThrownBy(() -> new NoteManifest(folder, fold))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private void replace(int index, String line) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.set(index, line);
    Files.write(file(), lines);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file());
  }

  private Path file() {
    return folder.resolve("notes-manifest.tsv");
  }
}
