package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.stream.Finding;
import org.neume.cli.chain.ModelFolders;
import org.neume.cli.chain.PureChain;
import org.neume.cli.chain.PureStages;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.stage.InvalidInputException;
import org.neume.training.evaluation.Scoreboard;
import org.neume.training.evaluation.TempoEvaluationRun;

/** Measures how well the tempo is found from raw audio: each recording is heard as it is, and softer. */
final class TempoEvaluation {
  private final Terminal terminal;
  private final AnalysisOptions analysis;

  TempoEvaluation(Terminal terminal, AnalysisOptions analysis) {
    this.terminal = terminal;
    this.analysis = analysis;
  }

  /**
   * Measures on a folder.
   *
   * @throws CommandException if the network or some settings cannot be used
   * @throws IOException if the folder holds nothing to measure on
   */
  Scoreboard run(Path folder) throws IOException {
    ModelFolders.require(
        analysis.models, analysis.tempoModel, Finding.TEMPO.words(), Finding.TEMPO.decoders());
    try (PureStages stages =
        PureStages.open(
            analysis.models,
            List.of(analysis.tempoModel),
            analysis.decoders(),
            analysis.serviceSettings())) {
      return new TempoEvaluationRun(
              (audio, gain) -> tempo(stages.chain(), audio, gain), terminal::progress)
          .score(folder);
    }
  }

  private double tempo(PureChain chain, Path audio, double gain) throws IOException {
    try (AudioSource source = new GainedSource(AudioFile.open(audio), gain)) {
      List<OverallTempo> tempi =
          Objects.requireNonNull(
                  chain
                      .annotate(
                          source,
                          audio.toString(),
                          List.of(analysis.tempoModel),
                          EnumSet.of(Finding.TEMPO),
                          analysis.owners())
                      .annotation()
                      .rawTempo())
              .tempi();
      return tempi.isEmpty() ? 0 : tempi.get(0).beatsPerMinute();
    } catch (InvalidInputException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
