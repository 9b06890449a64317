package org.neume.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.ModelFolders;
import org.neume.decoder.decode.DecoderChoice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the user may tell the analysis; passed on as settings of the services. */
final class AnalysisOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "beats",
      description =
          "The beat network: beats, beats-2019 or one of your own (default: ${DEFAULT-VALUE}).")
  String model = "beats";

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of model folders of your own, looked into before those that came along.")
  @Nullable Path models;

  @Mixin DecoderOptions decoder = new DecoderOptions();

  /** The analysis: the network's name. */
  String model() {
    return model;
  }

  /** The analyses that recordings ask for. */
  List<String> analyses() {
    return List.of(model);
  }

  /**
   * Refuses what only the services can be told, for a chain that runs already.
   *
   * @throws CommandException naming where it is set instead
   */
  void refuseForRunningChain() {
    if (models != null || decoder.given()) {
      throw CommandException.usage(
          "a running chain has its own models and decoder; leave out --models and the options of the decoder, or give them to './neume up'");
    }
  }

  /** Settings of the services by their property names; what is not said keeps its default. */
  Map<String, String> serviceSettings() {
    Map<String, String> settings = new TreeMap<>();
    if (models != null) {
      if (!Files.isDirectory(models)) {
        throw CommandException.environment(
            "there is no folder %s; give the folder that holds the model folders"
                .formatted(models));
      }
      settings.put("neume.inference.model-directory", models.toAbsolutePath().toString());
    }
    settings.put("neume.inference.models", model);
    settings.putAll(new CommandLineDecoder(decoder).properties());
    return settings;
  }

  /** The same settings for stages that run without the services. */
  DecoderChoice decoders() {
    try {
      return new CommandLineDecoder(decoder).choice();
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks the settings and that the model is there.
   *
   * @throws CommandException if not
   */
  void check() {
    var unused = decoders();
    ModelFolders.require(models, model);
  }
}
