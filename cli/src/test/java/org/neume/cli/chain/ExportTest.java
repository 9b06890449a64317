package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.chain.FoundBlocks.block;
import static org.neume.cli.chain.FoundBlocks.notes;
import static org.neume.cli.chain.FoundBlocks.single;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.command.NeumeCommand;
import org.neume.cli.command.Terminal;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;

@DisplayName("The export of a recording")
class ExportTest {
  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void writesWhatEndedWellAndSaysWhyTheRestDidNot() throws Exception {
    TOPICS.send(block("partly", 0, 0, 100, End.OPEN, 50), Topics.BEATS.name());
    TOPICS.send(
        Streams.BEATS.aborted("partly", "beats", 1, "the disk is full", null), Topics.BEATS.name());
    TOPICS.send(notes("partly", 0, End.COMPLETE, 60), Topics.NOTES.name());

    assertThat(export("partly", "--format", "csv", "--out", folder.toString())).isEqualTo(1);
    assertThat(errors())
        .isEqualTo("neume: recording partly was given up: no beats: the disk is full\n");
    assertThat(folder.resolve("partly.notes.csv")).exists();
    assertThat(folder.resolve("partly.csv")).as("beats of a part of it").doesNotExist();
  }

  @Test
  void printsNothingOfBeatsThatWereGivenUp() throws Exception {
    TOPICS.send(block("broken", 0, 0, 100, End.OPEN, 50), Topics.BEATS.name());
    TOPICS.send(Streams.BEATS.aborted("broken", "beats", 1, "no room", null), Topics.BEATS.name());

    assertThat(export("broken")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(errors()).isEqualTo("neume: recording broken was given up: no room\n");
  }

  @Test
  void writesWhatHasEndedWhereTheRestHasNotAndSaysHowToWaitOrDoWithout() throws Exception {
    TOPICS.send(block("late", 0, 0, 100, End.COMPLETE, 50), Topics.BEATS.name());

    assertThat(
            export("late", "--format", "beats,midi", "--patience", "2", "--out", folder.toString()))
        .isEqualTo(1);
    assertThat(errors())
        .startsWith("neume: recording late has no end of its score in the topics of ")
        .endsWith(
            " after 2 s; check the id, wait longer with --patience, or name what it was published for with --analyses\n");
    assertThat(Files.readString(folder.resolve("late.beats"))).startsWith("0.5");
  }

  @Test
  void findsTheBeatsThoughAnAnalysisThatNobodyKnowsWasGivenUp() throws Exception {
    TOPICS.send(
        Streams.BEATS.aborted("song", "melody", 0, "no model is named melody", null),
        Topics.BEATS.name());
    TOPICS.send(block("song", 0, 0, 100, End.COMPLETE, 50), Topics.BEATS.name());

    assertThat(export("song")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("0.5");
    assertThat(errors()).isEmpty();
  }

  @Test
  void saysWhyWhereThatAnalysisWasTheOnlyOne() throws Exception {
    TOPICS.send(
        Streams.BEATS.aborted("alone", "melody", 0, "no model is named melody", null),
        Topics.BEATS.name());

    assertThat(export("alone", "--patience", "2")).isEqualTo(1);
    assertThat(errors())
        .isEqualTo("neume: recording alone was given up: no model is named melody\n");
  }

  @Test
  void doesWithoutWhatTheRecordingMayNeverHaveBeenPublishedFor() throws Exception {
    TOPICS.send(block("beats-alone", 0, 0, 100, End.COMPLETE, 50), Topics.BEATS.name());

    assertThat(
            export(
                "beats-alone", "--format", "jams", "--patience", "2", "--out", folder.toString()))
        .isZero();
    assertThat(folder.resolve("beats-alone.jams")).exists();
  }

  @Test
  void writesThePitchOfASingleNoteAsTheTablesOfAnnotate() throws Exception {
    TOPICS.send(single("note", 69), Topics.NOTES.name());

    assertThat(
            export(
                "note",
                "--analyses",
                "pitch",
                "--format",
                "csv,json",
                "--out",
                folder.toString(),
                "--name",
                "a.wav"))
        .isZero();
    assertThat(folder.resolve("pitches.csv")).content().contains("\na.wav,pitch,69,A4,0.5000,12.5");
    assertThat(folder.resolve("pitches.json")).content().contains("\"name\" : \"A4\"");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("a.wav");
  }

  @Test
  void printsThePitchWhereNoFolderIsNamed() throws Exception {
    TOPICS.send(single("tone", 60), Topics.NOTES.name());

    assertThat(export("tone", "--analyses", "pitch")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("C4").contains("reed");
    assertThat(errors()).isEmpty();
  }

  @Test
  void refusesAFormatThatNothingOfWhatIsLookedForFills() {
    assertThat(export("song", "--format", "json")).isEqualTo(2);
    assertThat(errors()).contains("add --analyses pitch");
  }

  private int export(String recording, String... options) {
    String[] line = new String[options.length + 4];
    line[0] = "export";
    line[1] = recording;
    line[2] = "--bootstrap";
    line[3] = TOPICS.bootstrap();
    System.arraycopy(options, 0, line, 4, options.length);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return NeumeCommand.run(
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), () -> errors, false),
        line);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
