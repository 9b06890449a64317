package org.neume.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.chain.ModelFolders;
import org.neume.cli.chain.StreamOwners;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.transcription.messaging.ScoreStage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the user may tell the analysis; passed on as settings of the services. */
final class AnalysisOptions {
  private static final String BEATS = "beats";
  private static final String TEMPO = "tempo";
  private static final String NOTES = "notes";
  private static final String PITCH = "pitch";

  /** Notes by a network that says of frames which pitches sound. */
  private static final String MULTIPITCH = "multipitch";

  /** What is found where nobody says what. */
  private static final List<String> USUAL = List.of(BEATS, NOTES, ScoreStage.ANALYSIS);

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

  @Option(
      names = "--analyses",
      paramLabel = "WHAT",
      split = ",",
      description =
          "What to find: beats, tempo (alone, from raw audio), notes, or multipitch in their place, score, comma-separated; a score needs notes, and follows the beats where they are asked for; or pitch, that of files that hold one note each (default: ${DEFAULT-VALUE}).")
  List<String> what;

  @Option(
      names = "--note-model",
      paramLabel = "NAME",
      defaultValue = "notes",
      description = "The note network (default: ${DEFAULT-VALUE}).")
  String noteModel = NOTES;

  @Option(
      names = "--tempo-model",
      paramLabel = "NAME",
      defaultValue = "tempo",
      description =
          "The tempo network: tempo, tempo-classic or one of your own (default: ${DEFAULT-VALUE}).")
  String tempoModel = TEMPO;

  @Option(
      names = "--pitch-model",
      paramLabel = "NAME",
      defaultValue = "pitch",
      description =
          "The network of single notes: pitch, pitch-classic or one of your own (default: ${DEFAULT-VALUE}).")
  String pitchModel = PITCH;

  @Mixin NoteOptions notes = new NoteOptions();
  @Mixin DecoderOptions decoder = new DecoderOptions();

  /** Options of a command that finds beats alone unless it is told otherwise. */
  AnalysisOptions() {
    this(List.of(BEATS));
  }

  private AnalysisOptions(List<String> usual) {
    what = usual;
  }

  /** Options of a command that finds everything unless it is told otherwise. */
  static AnalysisOptions ofAll() {
    return new AnalysisOptions(USUAL);
  }

  /** The streams that what is to be found is in. */
  StreamOwners owners() {
    return StreamOwners.named(models());
  }

  private Map<Finding, String> models() {
    return Map.of(
        Finding.BEATS,
        model,
        Finding.TEMPO,
        tempoModel,
        Finding.NOTES,
        noteModel(),
        Finding.PITCH,
        pitchModel);
  }

  /** The network that notes are found by: the one that is named, or that of the analysis multipitch. */
  String noteModel() {
    List<String> names = what.stream().map(String::strip).toList();
    if (!names.contains(MULTIPITCH)) {
      return noteModel;
    }
    if (names.contains(NOTES) || (!noteModel.equals(NOTES) && !noteModel.equals(MULTIPITCH))) {
      throw CommandException.usage(
          "multipitch is another network that finds notes; ask for one of them at a time");
    }
    return MULTIPITCH;
  }

  /** The analysis: the network's name. */
  String model() {
    return model;
  }

  /** What is to be found. */
  Set<Finding> findings() {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    for (String name : what) {
      switch (name.strip()) {
        case BEATS -> findings.add(Finding.BEATS);
        case TEMPO -> findings.add(Finding.TEMPO);
        case NOTES, MULTIPITCH -> findings.add(Finding.NOTES);
        case ScoreStage.ANALYSIS -> findings.add(Finding.SCORE);
        case PITCH -> findings.add(Finding.PITCH);
        default ->
            throw CommandException.usage(
                "there is no analysis %s; choose from beats, tempo, notes, multipitch, score, pitch"
                    .formatted(name));
      }
    }
    if (findings.contains(Finding.SCORE)) {
      findings.add(Finding.NOTES);
    }
    return findings;
  }

  /** The analyses that recordings ask for: networks by name, and the score. */
  List<String> analyses() {
    List<String> names = new ArrayList<>();
    for (Finding finding : findings()) {
      names.add(models().getOrDefault(finding, ScoreStage.ANALYSIS));
    }
    return names;
  }

  /** The networks among the analyses. */
  List<String> networks() {
    List<String> networks = new ArrayList<>(analyses());
    networks.remove(ScoreStage.ANALYSIS);
    return networks;
  }

  /**
   * Refuses what only the services can be told, for a chain that runs already.
   *
   * @throws CommandException naming where it is set instead
   */
  void refuseForRunningChain() {
    if (models != null || decoder.given() || notes.given()) {
      throw CommandException.usage(
          "a running chain has its own models and decoders; leave out --models and the options of the decoders, or give them to './neume up'");
    }
  }

  /** Settings of the services by their property names; what is not said keeps its default. */
  Map<String, String> serviceSettings() {
    Map<String, String> settings = networkSettings();
    settings.put("neume.score.beats", model);
    settings.putAll(new CommandLineDecoder(decoder).properties());
    settings.putAll(notes.properties());
    return settings;
  }

  /** Those among them that say what is computed before anything is decoded. */
  Map<String, String> networkSettings() {
    Map<String, String> settings = new TreeMap<>();
    if (models != null) {
      if (!Files.isDirectory(models)) {
        throw CommandException.environment(
            "there is no folder %s; give the folder that holds the model folders"
                .formatted(models));
      }
      settings.put("neume.inference.model-directory", models.toAbsolutePath().toString());
    }
    settings.put("neume.inference.models", String.join(",", networks()));
    for (String network : List.of(noteModel(), tempoModel, pitchModel)) {
      if (!network.equals(NOTES) && !network.equals(TEMPO) && !network.equals(PITCH)) {
        ModelFolders.representation(models, network)
            .ifPresent(
                name ->
                    settings.put("neume.feature.representations.\"%s\"".formatted(network), name));
      }
    }
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
    if (findings().contains(Finding.NOTES) && findsFrames()) {
      notes.refuseForFrames(noteModel());
    }
    notes.check();
    for (Finding finding : findings()) {
      String name = models().get(finding);
      if (name != null) {
        ModelFolders.require(models, name, finding.words(), finding.decoders());
      }
    }
  }

  /** Whether the network that notes are found by says of frames which pitches sound. */
  boolean findsFrames() {
    return ModelFolders.saysFrames(models, noteModel());
  }
}
