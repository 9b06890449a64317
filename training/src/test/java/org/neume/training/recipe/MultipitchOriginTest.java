package org.neume.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.data.PieceOrigin;
import org.neume.training.multipitch.MusicNetFolder;
import org.neume.training.train.Settings;

@DisplayName("Pieces of different origin")
class MultipitchOriginTest {
  private final MultipitchRecipe recipe = new MultipitchRecipe();

  @TempDir Path folder;

  private Settings settings(Path archive) {
    return recipe
        .settings()
        .with(List.of("musicnet=" + archive, "cache=" + folder.resolve("cache")));
  }

  private Path archive(String name) throws IOException {
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/musicnet/tiny.npz"))) {
      Path archive = folder.resolve(name);
      Files.write(archive, in.readAllBytes());
      return archive;
    }
  }

  private void unpack(Path archive) throws IOException {
    recipe.build(
        new DataRequest(folder, List.of(), List.of(), 1, 0), settings(archive), line -> {});
  }

  @Test
  @DisplayName("lie apart: MusicNet is unpacked beside what is rendered, with its own origin")
  void apart() throws IOException {
    Path archive = archive("musicnet.npz");
    unpack(archive);
    unpack(archive);

    Path cache = folder.resolve("cache");
    assertThat(cache.resolve("train_data")).doesNotExist();
    assertThat(cache.resolve("musicnet").resolve("train_data").resolve("1727.wav")).exists();
    assertThat(cache.resolve("musicnet").resolve("made-of.txt"))
        .hasContent("archive: musicnet.npz, %d bytes".formatted(Files.size(archive)));
    assertThatThrownBy(() -> unpack(archive("other.npz")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of other data (now: archive: other.npz");
    assertThatThrownBy(() -> unpack(folder.resolve("none.npz")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.npz is not there: give MusicNet's folder");
  }

  @Test
  @DisplayName("are never rendered among pieces that nobody knows the origin of")
  void unknownOrigin() throws IOException {
    MusicNetFolder there = new MusicNetFolder(folder);
    there.add("train", "1727", new float[600], List.of());
    assertThatThrownBy(() -> PieceOrigin.require(there, List.of("seed: 0")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder
                + " holds pieces but no made-of.txt, so nobody knows of what: give another --cache");
    assertThat(folder.resolve("made-of.txt")).doesNotExist();
  }
}
