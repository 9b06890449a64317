package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.training.recipe.DataRequest;
import org.neume.training.recipe.NetworkRecipe;
import org.neume.training.recipe.Recipes;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole recipe of a network: data, training, export. */
@Command(
    name = "train",
    description = {
      "Makes the training data and trains a beat or note network from it; goes on where it was"
          + " stopped.",
      "",
      "  ./neume train beats --data DIR --soundfont A.sf2 --soundfont B.sf2",
      "  ./neume train notes --data DIR --soundfont A.sf2 --validation-soundfont B.sf2",
      "",
      "  ./neume train multipitch --data DIR --hours 2 --soundfont A.sf2 --validation-soundfont B.sf2",
      "  ./neume train multipitch --table --musicnet DIR",
      "",
      "Takes hours. Writes the model folder, its report and its curves. Stop it at any time: the same"
          + " command goes on behind the last piece made and the last epoch trained.",
      "",
      "Beats need 2 GB of heap and 0.1 GB for each hour of audio, notes 1.5 GB however many hours."
          + " The launcher asks for that much and a little more; NEUME_JAVA_OPTS=-Xmx8g asks for"
          + " another size."
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NETWORK",
      description = "beats, beats-2019, notes, tempo or multipitch.")
  String network = "beats";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the collections: pop909, groove, freedoom, free-music, opentaiko.")
  @Nullable Path data;

  @Option(
      names = "--musicnet",
      paramLabel = "DIR|NPZ",
      description =
          "multipitch: learn from MusicNet, the folder of WAV and CSV files or musicnet.npz, instead of"
              + " --data.")
  @Nullable Path musicnet;

  @Option(
      names = "--table",
      description =
          "multipitch: train and measure every network of the family instead, and print the table.")
  boolean table;

  @Option(
      names = "--soundfont",
      paramLabel = "SF2",
      arity = "1..*",
      description =
          "Soundfonts to render with; without any, oscillators play everything, but for multipitch, which"
              + " needs one, and for pitch, which then learns from recorded notes alone.")
  List<Path> soundfonts = List.of();

  @Option(
      names = "--validation-soundfont",
      paramLabel = "SF2",
      arity = "1..*",
      description =
          "notes: soundfonts that render the validation pieces alone; without any, the others do.")
  List<Path> validationSoundfonts = List.of();

  @Option(
      names = "--fold",
      paramLabel = "N",
      description =
          "Which part of the recordings validates: of beats a fifth, 0 to 4, or -1 for none; of notes"
              + " a third, 0 to 2 (default: 0).")
  @Nullable Integer fold;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "training-cache",
      description =
          "Where the features go, about 58 MB an hour, of notes 160 (default: ${DEFAULT-VALUE}).")
  Path cache = Path.of("training-cache");

  @Option(
      names = "--hours",
      paramLabel = "H",
      defaultValue = "40",
      description = "Hours of audio to make (default: ${DEFAULT-VALUE}).")
  double hours = 40;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The model folder to write (default: models/NETWORK).")
  @Nullable Path out;

  @Option(
      names = "--progress",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Also print a line about the steps every so often, for logs; a terminal shows them anyway"
              + " (default: none).")
  double progressSeconds;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Other settings of the run, such as epochs=60 or threads=2.")
  List<String> settings = List.of();

  private final Terminal terminal;

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path folder = folder();
    soundfonts.forEach(TrainCommand::requireSoundfont);
    validationSoundfonts.forEach(TrainCommand::requireSoundfont);
    List<String> given = new ArrayList<>();
    given.add("cache=" + cache);
    given.add("work=" + cache.resolve("work-" + network));
    given.add("seed=" + seed);
    if (out != null) {
      given.add("model=" + out);
    }
    if (fold != null) {
      given.add("fold=" + fold);
    }
    if (musicnet != null) {
      given.add("musicnet=" + musicnet);
    }
    given.addAll(settings);
    try {
      NetworkRecipe recipe = Recipes.named(network);
      Settings run = recipe.settings().with(given);
      recipe.memory().check(hours, Runtime.getRuntime().maxMemory());
      Recipes.check(recipe, run, table);
      recipe.build(
          new DataRequest(folder, soundfonts, validationSoundfonts, hours, seed),
          run,
          terminal::note);
      if (table) {
        recipe
            .table(run, new TrainingProgress(terminal, progressSeconds))
            .forEach(line -> terminal.result(line + "\n"));
        return ExitCode.OK;
      }
      Recipes.train(recipe, run, new TrainingProgress(terminal, progressSeconds));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    } catch (IOException | TrainingException e) {
      throw CommandException.environment("the training stopped: " + e.getMessage(), e);
    }
  }

  /** Where the data is. */
  private Path folder() {
    Path folder = data == null ? musicnet : data;
    if (folder == null) {
      throw CommandException.usage(
          "say what to learn from: --data DIR, or for multipitch --musicnet DIR");
    }
    if (!Files.exists(folder)
        || (!Files.isDirectory(folder) && !folder.toString().endsWith(".npz"))) {
      throw CommandException.environment(
          data == null
              ? "there is no folder or archive %s; give MusicNet's folder or musicnet.npz with --musicnet"
                  .formatted(folder)
              : "there is no folder %s; give the training data with --data DIR".formatted(folder));
    }
    return folder;
  }

  private static void requireSoundfont(Path soundfont) {
    if (!Files.isReadable(soundfont)) {
      throw CommandException.environment(
          "there is no soundfont %s; Debian's package fluid-soundfont-gm has one"
              .formatted(soundfont));
    }
  }
}
