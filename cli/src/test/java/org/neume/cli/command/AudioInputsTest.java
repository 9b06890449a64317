package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the user names")
class AudioInputsTest {
  @TempDir Path folder;

  private final List<String> problems = new ArrayList<>();

  @Test
  void foldersAreSearchedAtAnyDepthForAudioInOrder() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    for (String name : List.of("z.mp3", "b/c/a.FLAC", "b/notes.txt", "b/x.beats", ".wav")) {
      Files.createFile(folder.resolve(name));
    }
    assertThat(AudioInputs.expand(List.of(folder), problems::add))
        .extracting(i -> i.relative().toString())
        .containsExactly("b/c/a.FLAC", "z.mp3");
    assertThat(problems).isEmpty();
  }

  @Test
  void aNamedFileIsTakenWhateverItsExtension() {
    Path odd = folder.resolve("take.dat");
    assertThat(AudioInputs.expand(List.of(odd), problems::add))
        .extracting(AudioInputs.Input::path)
        .containsExactly(odd);
  }

  @Test
  void aFolderWithoutAudioIsAProblemAndTheOthersGoOn() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path file = folder.resolve("a.wav");
    assertThat(AudioInputs.expand(List.of(empty, file), problems::add)).hasSize(1);
    assertThat(problems).singleElement().asString().contains("empty").contains("no audio");
  }
}
