package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of output files")
class OutputNamesTest {
  @Test
  void aFileGivesItsNameWithoutExtension() {
    assertThat(names("x/song.mp3", "y/piece.1.wav")).containsExactly("song", "piece.1");
  }

  @Test
  void filesThatDifferInExtensionAloneKeepIt() {
    assertThat(names("a.mp3", "b.ogg", "a.wav")).containsExactly("a.mp3", "b", "a.wav");
  }

  @Test
  void equalNamesFromTwoPlacesAreNumbered() {
    assertThat(names("x/a.mp3", "y/a.mp3", "z/a.mp3"))
        .containsExactly("a.mp3", "a.mp3-2", "a.mp3-3");
  }

  @Test
  void caseAloneDoesNotTellFilesApart() {
    assertThat(names("Song.mp3", "song.wav")).containsExactly("Song.mp3", "song.wav");
  }

  @Test
  void foldersBelowTheNamedOneAreKept() {
    Path file = Path.of("music/disc 1/a.flac");
    assertThat(OutputNames.of(List.of(new AudioInputs.Input(file, Path.of("disc 1/a.flac")))))
        .containsExactly(Path.of("disc 1/a"));
  }

  @Property(tries = 200)
  void noTwoInputsEverShareAName(
      @ForAll @Size(max = 12)
          List<@StringLength(min = 1, max = 4) @CharRange(from = 'a', to = 'b') String> stems) {
    List<AudioInputs.Input> inputs =
        stems.stream()
            .map(s -> s.length() > 2 ? s + "-2" : s + ".wav")
            .map(s -> new AudioInputs.Input(Path.of(s), Path.of(s)))
            .toList();
    List<Path> names = OutputNames.of(inputs);
    assertThat(new HashSet<>(names)).hasSize(names.size());
  }

  private static Stream<String> names(String... files) {
    List<AudioInputs.Input> inputs =
        Stream.of(files).map(Path::of).map(p -> new AudioInputs.Input(p, p.getFileName())).toList();
    return OutputNames.of(inputs).stream().map(Path::toString);
  }
}
