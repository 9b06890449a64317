package org.neume.cli.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What the user may tell the analysis; passed on as settings of the services. */
final class AnalysisOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "beats",
      description = "The beat network: beats or beats-2019 (default: ${DEFAULT-VALUE}).")
  String model = "beats";

  /** The analysis: the network's name. */
  String model() {
    return model;
  }

  /** The analyses that recordings ask for. */
  List<String> analyses() {
    return List.of(model);
  }

  Map<String, String> serviceSettings() {
    Map<String, String> settings = new TreeMap<>();
    return settings;
  }
}
