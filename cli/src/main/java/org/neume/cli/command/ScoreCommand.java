package org.neume.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.training.evaluation.FileComparison;
import org.neume.training.evaluation.PitchComparison;
import org.neume.training.evaluation.Scoreboard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores anybody's annotations against a reference. */
@Command(
    name = "score",
    description = {
      "Scores an annotation against a reference: two files, or two folders with files of equal names.",
      "",
      "Task beat reads .beats files (time, and number if there are bars) and prints F-measure, Cemgil,"
          + " Goto, P-score, CMLc, CMLt, AMLc, AMLt, information gain and, where both have numbers,"
          + " downbeat F-measure. Beats before 5 s are left out, as is the custom."
          + " Task tempo reads one tempo, or two and the weight of the first."
          + " Task notes reads onset, offset, Hz and perhaps velocity, task multipitch a time and any"
          + " number of Hz, a line for each note or frame; both print the figures of mir_eval."
          + " Task pitch reads the pitches of files of single notes: what is true from notes.tsv, NSynth's"
          + " examples.json, a folder that holds one, or one whose files are called by their pitch"
          + " (A#3.wav); what was found from pitches.csv or a folder that holds it, several as one:",
      "",
      "  ./neume score --task pitch samples/ named/",
      "",
      "With --combine it puts recordings of several measurements together, such as each fold's, and"
          + " prints all and their mean:",
      "",
      "  ./neume score --combine fold-0.json fold-1.json fold-2.json"
    })
final class ScoreCommand implements Callable<Integer> {
  private static final String PITCH = "pitch";

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description =
          "What is true and what was found; with --combine files that --json wrote for folders.")
  List<Path> files = List.of();

  @Option(
      names = "--combine",
      description = "Print the recordings of several measurements as one, each counting once.")
  boolean combine;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "beat",
      description = "beat, tempo, notes, multipitch or pitch (default: ${DEFAULT-VALUE}).")
  String task = "beat";

  @Option(
      names = "--json",
      description =
          "Print JSON: for two files one object of figures, for folders and pitches mean and tracks.")
  boolean json;

  private final Terminal terminal;

  ScoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!combine && files.size() != 2 && !task.equals(PITCH)) {
      throw CommandException.usage(
          "score compares two files or folders, here are %d; --combine takes more"
              .formatted(files.size()));
    }
    Scoreboard board = combine ? together() : compare(files.get(0), files.get(1));
    if (!json) {
      terminal.result(board.toTable());
    } else if (combine || task.equals(PITCH) || Files.isDirectory(files.get(0))) {
      terminal.result(board.toJson());
    } else {
      terminal.result(figures(board));
    }
    return board.failures().isEmpty() ? ExitCode.OK : ExitCode.FILE_FAILED;
  }

  private Scoreboard together() {
    List<Scoreboard> boards = new ArrayList<>();
    try {
      for (Path file : files) {
        boards.add(Scoreboard.read(file));
      }
      return Scoreboard.together(boards);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.file(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private Scoreboard compare(Path reference, Path estimate) {
    try {
      return switch (task) {
        case "beat", "beats" -> FileComparison.beats(reference, estimate);
        case "tempo" -> FileComparison.tempi(reference, estimate);
        case "notes" -> FileComparison.notes(reference, estimate);
        case "multipitch" -> FileComparison.multipitch(reference, estimate);
        case PITCH -> PitchComparison.score(reference, files.subList(1, files.size()));
        default ->
            throw CommandException.usage(
                "there is no task %s; choose beat, tempo, notes, multipitch or pitch"
                    .formatted(task));
      };
    } catch (IOException e) {
      throw CommandException.file(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static String figures(Scoreboard board) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(board.means())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers is always writable", e);
    }
  }
}
