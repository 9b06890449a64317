package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Tables of recorded single notes")
class SoundTableTest {
  private static final String HEADER = "file\tinstrument\tmidi\n";

  @TempDir Path folder;

  private Map<String, List<SoundRecordings.Entry>> found(String table) throws IOException {
    Path notes = Files.createDirectories(folder.resolve("data/notes"));
    Files.writeString(notes.resolve("60.wav"), "");
    Files.writeString(folder.resolve("data/outside.wav"), "");
    Files.writeString(notes.resolve("notes.tsv"), table);
    return SoundRecordings.find(folder.resolve("data"));
  }

  private Map<String, List<SoundRecordings.Entry>> nsynth(String set, String examples)
      throws IOException {
    Path audio = Files.createDirectories(folder.resolve("data").resolve(set).resolve("audio"));
    Files.writeString(audio.resolve("a.wav"), "");
    Files.writeString(audio.resolveSibling("outside.wav"), "");
    Files.writeString(audio.resolveSibling("examples.json"), examples);
    return SoundRecordings.find(folder.resolve("data"));
  }

  @Test
  @DisplayName("may have blank lines and any pitch of MIDI")
  void allowed() throws IOException {
    assertThat(found(HEADER + "60.wav\tviola\t0\n\n60.wav\tviola\t127\n \n").get("recorded-viola"))
        .extracting(entry -> entry.label().pitch())
        .containsExactly(0, 127);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60.wav,viola        | 2 cells, not 3
          60.wav,viola,60,9   | 4 cells, not 3
          60.wav,viola,60.5   | midi is '60.5', not a whole number from 0 to 127
          60.wav,viola,128    | midi is '128'
          60.wav,viola,200    | midi is '200'
          60.wav,viola,-1     | midi is '-1'
          60.wav,viola,       | midi is ''
          60.wav,../x,60      | instrument '../x' is no plain name
          60.wav,a/b,60       | instrument 'a/b' is no plain name
          60.wav,..,60        | instrument '..' is no plain name
          60.wav,'',60        | is no plain name
          ../outside.wav,viola,60 | does not lie beside or below the table
          61.wav,viola,60     | the file '61.wav' does not exist
          """)
  @DisplayName("with a line that cannot be right are refused in a line that names it")
  void refused(String line, String why) {
    assertThatThrownBy(() -> found(HEADER + "60.wav\tviola\t60\n\n" + line.replace(',', '\t')))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("notes.tsv:4: ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file\tpitch\n60.wav\t60\n", "file,instrument,midi\n"})
  @DisplayName("without their columns are refused")
  void columns(String table) {
    assertThatThrownBy(() -> found(table))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("notes.tsv:1: ")
        .hasMessageContaining("columns file, instrument and midi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"pitch\": 60}]",
        "{\"a\": ",
        "{\"a\": {\"pitch\": 200}}",
        "{\"a\": {\"pitch\": -1}}",
        "{\"a\": {\"pitch\": 60.5}}",
        "{\"a\": {}}",
        "{\"../outside\": {\"pitch\": 60}}",
        "{\"b\": {\"pitch\": 60}}"
      })
  @DisplayName("of NSynth that hold something else are refused in a line")
  void nsynthRefused(String examples) {
    assertThatThrownBy(() -> nsynth("nsynth-train", examples))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("examples.json")
        .message()
        .doesNotContain("\n");
  }

  @Test
  @DisplayName("of NSynth validate in folders that end with valid or test alone")
  void sets() throws IOException {
    for (String set : List.of("nsynth-train", "latest", "nsynth-test", "nsynth-valid", "invalid")) {
      nsynth(set, "{\"a\": {\"pitch\": 60}}");
    }
    Stream<String> validating =
        SoundRecordings.find(folder.resolve("data")).entrySet().stream()
            .filter(
                unit ->
                    unit.getValue().get(0).label().source() == SoundLabel.Source.NSYNTH_HELD_OUT)
            .map(Map.Entry::getKey);
    assertThat(validating).containsExactly("nsynth-test-00000", "nsynth-valid-00000");
  }
}
