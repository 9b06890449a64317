package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;

@DisplayName("What is written of an annotation")
class AnnotationSinkTest {
  private static final Set<Finding> ALL = EnumSet.of(Finding.BEATS, Finding.NOTES, Finding.SCORE);
  private static final Path NAME = Path.of("song");

  @TempDir Path folder;

  @Test
  void isTheBeatsAndTheScoreUnlessFormatsAreNamed() throws Exception {
    sink(List.of(), ALL).accept(song(List.of(new PlayedNote(0, 1, 60, 64, 1))), NAME, null);
    assertThat(written()).containsExactly("song.beats", "song.mid", "song.musicxml");
  }

  @Test
  void isNoScoreOfASongWithoutNotesUnlessItIsNamed() throws Exception {
    sink(List.of(), ALL).accept(song(List.of()), NAME, null);
    assertThat(written()).containsExactly("song.beats");
    sink(List.of("midi", "musicxml", "csv"), ALL).accept(song(List.of()), NAME, null);
    assertThat(written())
        .containsExactly("song.beats", "song.csv", "song.mid", "song.musicxml", "song.notes.csv");
    assertThat(folder.resolve("song.notes.csv")).isEmptyFile();
  }

  @Test
  void isNothingOfWhatWasGivenUp() throws Exception {
    Annotation beats =
        song(List.of(new PlayedNote(0, 1, 60, 64, 1))).keeping(true, false, false, false, false);
    sink(List.of("beats", "midi", "csv", "jams"), ALL).accept(beats, NAME, null);
    assertThat(written()).containsExactly("song.beats", "song.csv", "song.jams");
  }

  @Test
  void isALayerOfBeatsAndOneOfNotesAndAnAnalysis() throws Exception {
    sink(List.of("svl", "analysis"), ALL)
        .accept(song(List.of(new PlayedNote(0, 1, 60, 64, 1))), NAME, null);
    assertThat(written()).containsExactly("song.analysis.json", "song.notes.svl", "song.svl");
    assertThat(folder.resolve("song.notes.svl")).content().contains("subtype=\"note\"");
    assertThat(folder.resolve("song.svl")).content().contains("timeinstants");
  }

  @Test
  void isATableWhereNotesAloneAreLookedFor() throws Exception {
    Annotation notes =
        song(List.of(new PlayedNote(0, 1, 60, 64, 1))).keeping(false, true, false, false, false);
    sink(List.of(), EnumSet.of(Finding.NOTES)).accept(notes, NAME, null);
    assertThat(written()).containsExactly("song.notes.csv");
  }

  @Test
  void isWholeAndOverNoFileOfTheUsersWhereNoFolderIsNamed() throws Exception {
    Set<OutputFormat> formats = EnumSet.of(OutputFormat.MIDI, OutputFormat.CSV);
    Files.writeString(folder.resolve("song.mid"), "mine");
    Files.writeString(folder.resolve("song.notes.csv"), "mine too");
    Annotation song = song(List.of(new PlayedNote(0, 1, 60, 64, 1)));

    AnnotationFiles.Written done = AnnotationFiles.beside(folder, formats).write(song, NAME, null);

    assertThat(done.written()).containsExactly(Path.of("song.csv"));
    assertThat(done.kept())
        .containsExactlyInAnyOrder(Path.of("song.mid"), Path.of("song.notes.csv"));
    assertThat(folder.resolve("song.mid")).hasContent("mine");
    assertThat(folder.resolve("song.notes.csv")).hasContent("mine too");
    assertThat(new AnnotationFiles(folder, formats).write(song, NAME, null).kept()).isEmpty();
    assertThat(folder.resolve("song.mid")).hasBinaryContent(new byte[] {2});
    assertThat(written()).containsExactly("song.csv", "song.mid", "song.notes.csv");
  }

  @Test
  void failsForItsOwnFileAloneWhereANameCannotBeWritten() {
    Path name = Path.of("x".repeat(250));
    assertThatThrownBy(() -> sink(List.of("musicxml"), ALL).accept(song(List.of()), name, null))
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("give another folder with --out");
  }

  @Test
  void isRefusedWhereNobodyLooksForWhatItHolds() {
    for (String format : List.of("midi", "musicxml")) {
      assertThatThrownBy(() -> sink(List.of(format), EnumSet.of(Finding.BEATS)))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining(format)
          .hasMessageContaining("--analyses beats,notes,score");
    }
    assertThatThrownBy(() -> sink(List.of("click"), EnumSet.of(Finding.NOTES)))
        .hasMessageContaining("--analyses beats");
  }

  private AnnotationSink sink(List<String> formats, Set<Finding> findings) {
    OutputOptions options = new OutputOptions();
    options.out = folder;
    options.formats = formats;
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return AnnotationSink.of(new Terminal(out, () -> out, false), options, findings);
  }

  private static Annotation song(List<PlayedNote> notes) {
    return new Annotation(
        "song.wav",
        2,
        List.of(new AnnotatedBeat(0.5, 1, 4, 120, 1)),
        List.of(),
        "beats",
        notes,
        new NoteAnnotator("notes", "model=notes@1 decoder=notes"),
        new WrittenScore(1, new byte[] {1}, new byte[] {2}));
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
