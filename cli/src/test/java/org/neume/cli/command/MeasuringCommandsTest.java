package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.format.PitchTable;
import picocli.CommandLine;

@DisplayName("The commands that measure")
class MeasuringCommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  @DisplayName("refuse thresholds that a sweep would put others in place of")
  void refuseWhatTheSweepOverrides() {
    refused(
        "--onset-threshold is one value and --sweep tries many; give them with --sweep-onset, or leave one of the two out",
        "--sweep",
        "--onset-threshold",
        "0.3");
    refused(
        "--frame-threshold is one value and --sweep tries many; give them with --sweep-frame, or leave one of the two out",
        "--sweep",
        "--frame-threshold=0.3",
        "--sweep-frame=0.3");
    refused(
        "--minimum-length is one value and --sweep tries many; give them with --sweep-length, or leave one of the two out",
        "--minimum-length",
        "0.1",
        "--sweep");
  }

  @Test
  @DisplayName("refuse what a sweep is to try where there is none")
  void refuseSweepOptionsWithoutASweep() {
    for (String option : new String[] {"--sweep-onset", "--sweep-frame", "--sweep-length"}) {
      refused(option + " says what --sweep tries; add --sweep or leave it out", option, "0.3");
    }
  }

  @Test
  @DisplayName("refuse what networks ignore whose notes are runs of frames")
  void refuseWhatFramesIgnore() {
    for (String[] options :
        new String[][] {
          {"--procedure", "candidates"},
          {"--procedure", "all"},
          {"--onset-threshold", "0.3"},
          {"--certain-threshold", "0.7"},
          {"--sweep-onset", "0.3", "--sweep"}
        }) {
      String message =
          options[0]
              + " does nothing for multipitch, whose notes are runs of frames at --frame-threshold or above; leave it out";
      refused(message, with(options, "--analyses", "multipitch"));
      refused(message, with(options, "--note-model", "multipitch"));
    }
  }

  @Test
  @DisplayName("and those that start services refuse the same")
  void servicesRefuseWhatFramesIgnore() {
    for (String option : new String[] {"--onset-threshold", "--certain-threshold"}) {
      err.reset();
      assertThat(run("up", "--analyses", "multipitch", option, "0.3")).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("neume: " + option + " does nothing for multipitch");
    }
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
  }

  private void refused(String message, String... options) {
    String[] line = new String[options.length + 3];
    line[0] = "evaluate";
    line[1] = "--notes";
    line[2] = folder.toString();
    System.arraycopy(options, 0, line, 3, options.length);
    err.reset();
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("neume: " + message + "\n");
  }

  @Test
  @DisplayName("put the recordings of several folds together")
  void combine() throws IOException {
    String one = board("one.json", "\"a\": {\"F-measure\": 0.5}, \"b\": {\"F-measure\": 1.0}");
    String two = board("two.json", "\"c\": {\"F-measure\": 0.0}");

    assertThat(run("score", "--combine", one, two, "--json")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"F-measure\" : 0.5")
        .contains("\"c\" : {");
    assertThat(run("score", "--combine", one, two, one)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("neume: a is in two of the files: let each recording count once\n");
  }

  @Test
  @DisplayName("compare two files, and no more without being told to combine them")
  void compareTwo() throws IOException {
    String one = board("one.json", "");

    assertThat(run("score", one, one, one)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "neume: score compares two files or folders, here are 3; --combine takes more\n");
    assertThat(run("score", one)).isEqualTo(2);
  }

  @Test
  @DisplayName("show how to score named notes where that is told, not among several measurements")
  void examples() {
    assertThat(new CommandLine(new ScoreCommand(terminal())).getUsageMessage())
        .containsSubsequence(
            "Task pitch reads",
            "score --task pitch samples/ named/",
            "With --combine",
            "fold-0.json");
  }

  @Test
  @DisplayName("compare the table of named notes with the files' own names")
  void namedNotes() throws IOException {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    for (String name : new String[] {"A#3, soft.wav", "C4.wav", "C5.wav", "C6.wav"}) {
      Files.writeString(notes.resolve(name), "");
    }
    List<PitchTable.Row> rows =
        List.of(row("A#3, soft.wav", 58), row("C4.wav", 72), row("C5.wav", 72));
    Path table = Files.writeString(folder.resolve("pitches.csv"), PitchTable.csv(rows));

    assertThat(run("score", "--task", "pitch", notes.toString(), table.toString())).isZero();
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0).strip().split(" {2,}"))
        .startsWith("Pitch", "Octave off", "Among three", "Refused");
    assertThat(lines.get(5).strip().split(" {2,}"))
        .containsExactly("mean of 4", "0.500", "0.250", "0.500", "0.250", "3.000");
    out.reset();
    assertThat(run("score", "--task", "pitch", notes.toString(), table.toString(), "--json"))
        .isZero();
    String json = board("named.json", "");
    Files.write(Path.of(json), out.toByteArray());
    assertThat(run("score", "--combine", json, board("empty.json", ""))).isZero();
  }

  private static PitchTable.Row row(String file, int pitch) {
    return new PitchTable.Row(
        file,
        new NamedPitch(
            "pitch",
            0,
            1,
            pitch,
            0.9,
            List.of(new NamedPitch.Alternative(pitch, 0.9)),
            -3.0,
            null,
            0,
            null,
            0));
  }

  private String board(String name, String tracks) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            "{\"mean\": {}, \"tracks\": {%s}, \"failures\": {}}".formatted(tracks))
        .toString();
  }

  private int run(String... line) {
    return NeumeCommand.run(terminal(), line);
  }

  private Terminal terminal() {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), () -> errors, false);
  }
}
