package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pitches that were found, against those that are true")
class PitchComparisonTest {
  private static final String COLUMNS = "file,pitch,second,third,cents,family\n";

  @TempDir Path folder;
  private Path truth;

  @BeforeEach
  void notes() throws IOException {
    StringBuilder table = new StringBuilder("file\tinstrument\tmidi\n");
    for (String note :
        List.of("viola/a 1\tviola\t57", "viola/b\tviola\t60", "viola/c\tviola\t62")) {
      table.append(file(note));
    }
    for (String note : List.of("horn/a 1\thorn\t50", "horn/b\thorn\t51")) {
      table.append(file(note));
    }
    truth = Files.writeString(folder.resolve("notes.tsv"), table);
  }

  private String file(String note) throws IOException {
    String[] cells = note.split("\t", -1);
    Path file = folder.resolve(cells[0]);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "");
    return note + "\n";
  }

  private Path found(String name, String... rows) throws IOException {
    return Files.writeString(folder.resolve(name), COLUMNS + String.join("\n", rows) + "\n");
  }

  @Test
  @DisplayName(
      "are right, an octave off, otherwise wrong, or missing; deviations are of right ones")
  void counted() throws IOException {
    Path found =
        found(
            "pitches.csv",
            "\"viola/a 1\",57,69,45,-10.0,string",
            "viola/b,72,60,48,,reed",
            "viola/c,61,63,74,40,string",
            "horn/b,51,,,4,brass");
    Map<String, Double> means = PitchComparison.score(truth, List.of(found)).means();
    assertThat(means)
        .containsEntry("Pitch", 2 / 5.0)
        .containsEntry("Octave off", 1 / 5.0)
        .containsEntry("Among three", 3 / 5.0)
        .containsEntry("Refused", 1 / 5.0)
        .containsEntry("Family", 3 / 5.0)
        .containsEntry("Cents off", 7.0)
        .doesNotContainKey("Velocity");
  }

  @Test
  @DisplayName("belong to the file at the end of whose path theirs is, or that ends theirs")
  void paths() throws IOException {
    Path found = found("pitches.csv", "/music/viola/b,60,,,,", "c,62,,,,", "horn/b,51,,,,");
    Scoreboard board = PitchComparison.score(truth, List.of(found));
    assertThat(board.means()).containsEntry("Pitch", 3 / 5.0).doesNotContainKey("Family");
    assertThat(board.failures()).isEmpty();
  }

  @Test
  @DisplayName("belong to the very file first, and then to the one with the longest common end")
  void nearest() throws IOException {
    Files.writeString(truth, file("b\tviola\t72"), StandardOpenOption.APPEND);
    Path found = found("pitches.csv", "b,72,,,,", "viola/b,60,,,,", "/music/horn/b,51,,,,");
    assertThat(PitchComparison.score(truth, List.of(found)).means())
        .containsEntry("Pitch", 3 / 6.0)
        .containsEntry("Refused", 3 / 6.0);
  }

  @Test
  @DisplayName("may be given as a folder that holds pitches.csv, and be saved by a spreadsheet")
  void folders() throws IOException {
    Path named = Files.createDirectory(folder.resolve("named"));
    Files.writeString(named.resolve("pitches.csv"), "\uFEFFfile,pitch\r\nviola/b,60\r\n");
    assertThat(PitchComparison.score(truth, List.of(named)).means())
        .containsEntry("Pitch", 1 / 5.0);
  }

  @Test
  @DisplayName("are refused in one line where there is no table")
  void missing() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("named"));
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(empty)))
        .isInstanceOf(AnnotationException.class)
        .hasMessage(
            empty.resolve("pitches.csv")
                + ": there is no such file; give a pitches.csv, as annotate --format csv writes it");
  }

  @Test
  @DisplayName("of several tables count as those of one, as each fold's do")
  void folds() throws IOException {
    Path one = found("one.csv", "viola/a 1,57,,,,", "viola/b,60,,,,", "viola/c,62,,,,");
    Path two = found("two.csv", "horn/a 1,50,,,,", "horn/b,63,,,,");
    assertThat(PitchComparison.score(truth, List.of(one, two)).means())
        .containsEntry("Pitch", 4 / 5.0)
        .containsEntry("Refused", 0.0);
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(one, two, one)))
        .hasMessage(one + ": names viola/a 1 again; let each file count once");
  }

  @Test
  @DisplayName("that may be those of two files are refused, those of unknown files are listed")
  void uncertain() throws IOException {
    Path two = found("two.csv", "a 1,57,,,,");
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(two)))
        .hasMessageContaining("a 1 may be horn/a 1 or viola/a 1 of ");
    Path other = found("other.csv", "viola/b,60,,,,", "viola/d,60,,,,");
    assertThat(PitchComparison.score(truth, List.of(other)).failures())
        .extracting(TrackFailure::track)
        .containsExactly("viola/d");
    Path none = found("none.csv", "x/d,60,,,,");
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(none)))
        .hasMessageContaining("names no file whose pitch ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          viola/b,60       | has 2 values, not 6
          viola/b,x,,,,    | pitch is 'x'
          viola/b,128,,,,  | pitch is '128', not a whole number from 0 to 127
          viola/b,60,-1,,, | second is '-1'
          viola/b,60,,,y,  | cents are 'y', not a number
          """)
  @DisplayName("are refused by file and line where they cannot be read")
  void damaged(String row, String why) throws IOException {
    Path found = found("pitches.csv", "viola/a 1,57,,,,", row);
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(found)))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("pitches.csv:3: ")
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("are no table without the columns file and pitch")
  void noTable() throws IOException {
    Path found = Files.writeString(folder.resolve("x.csv"), "name,pitch\nviola/b,60\n");
    assertThatThrownBy(() -> PitchComparison.score(truth, List.of(found)))
        .hasMessageContaining("x.csv:1: must name the columns");
  }
}
