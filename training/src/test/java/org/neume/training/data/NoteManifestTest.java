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
import org.neume.training.train.Fold;

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
    NoteManifest.of(folder, origin(1, 5)).add(PIECE);
  }

  @Test
  @DisplayName("comes back as it was written")
  void comesBack() throws IOException {
    assertThat(NoteManifest.read(folder, 1).entries()).containsExactly(PIECE);
    assertThat(NoteManifest.of(folder, origin(1, 5)).entries()).containsExactly(PIECE);
    assertThat(lines())
        .startsWith(
            "features: " + ConstantQMaker.PROVENANCE,
            "pieces: of version 2",
            "fold: 1",
            "seed: 5",
            "sources: 0 pieces e3b0c44298fc1c14",
            "soundfonts: none",
            "validation soundfonts: none");
  }

  @Test
  @DisplayName("names the recordings that are held out, and those alone")
  void namesWhatIsHeldOut() throws IOException {
    add("000001.nnf", "free-music/a#v1", true);
    add("000002.nnf", "free-music/b#t2", false);

    assertThat(NoteCache.fold(folder, 1))
        .isEqualTo(Fold.holdingOut(1, 3, List.of("free-music/a")))
        .isNotEqualTo(Fold.holdingOut(1, 3, List.of("free-music/a", "free-music/b")));
    assertThat(NoteCache.fold(folder.resolve("none"), 1)).isEqualTo(new Fold(1, 3));
  }

  private void add(String file, String id, boolean validates) throws IOException {
    Files.createFile(folder.resolve(file));
    NoteManifest.of(folder, origin(1, 5))
        .add(
            new NoteManifest.Entry(
                file,
                id,
                NotePiece.Kind.REAL,
                validates,
                "FREE_MUSIC_AUDIO",
                "CC BY 4.0",
                7,
                30,
                12));
  }

  @Test
  @DisplayName("refuses features that were computed by other arithmetic")
  void refusesOtherArithmetic() throws IOException {
    replace(0, "features: constant-q-48-00000000");
    refused(
        1, "holds features by constant-q-48-00000000, and this program computes constant-q-48-");
  }

  @Test
  @DisplayName("refuses what was written before it told its sources, and says what to do")
  void refusesEarlierOnes() throws IOException {
    List<String> lines = lines();
    List<String> pieces = lines.subList(7, lines.size());
    for (String about : new String[] {ConstantQMaker.PROVENANCE + " fold 1", ""}) {
      List<String> earlier = new ArrayList<>(pieces);
      if (!about.isEmpty()) {
        earlier.add(0, about);
      }
      Files.write(file(), earlier);
      refused(
          1,
          "does not say which sources, seed and soundfonts it is made of, so that what it holds out may not be what is held out now: delete the folder and build it again");
    }
  }

  @Test
  @DisplayName("refuses another fold, whose recordings it may hold for training")
  void refusesAnotherFold() {
    refused(
        2, "holds fold 1 of the recordings out, not fold 2: give each fold a --cache of its own");
  }

  @Test
  @DisplayName("refuses to be built on from another seed, whose plan deals other pieces")
  void refusesAnotherSeed() {
    assertThatThrownBy(() -> NoteManifest.of(folder, origin(1, 6)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "notes-manifest.tsv is of other data (seed 5, not 6): give what it was made of, or another --cache");
  }

  @Test
  @DisplayName("refuses what is no manifest")
  void refusesWhatIsNone() throws IOException {
    replace(7, "something else");
    refused(1, "is of another version");
  }

  private void refused(int fold, String message) {
    assertThatThrownBy(() -> NoteManifest.read(folder, fold))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> NoteManifest.of(folder, origin(fold, 5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static CacheOrigin origin(int fold, long seed) throws IOException {
    return NoteOrigin.of(List.of(), List.of(), List.of(), fold, seed);
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
