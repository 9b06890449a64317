package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.cli.CommandException;
import org.neume.cli.chain.ModelFolders;
import org.neume.cli.chain.NoteTrials;
import org.neume.cli.chain.PureChain;
import org.neume.cli.chain.PureStages;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.schemas.DecoderName;
import org.neume.stage.InvalidInputException;
import org.neume.training.data.NoteTruth;
import org.neume.training.evaluation.NoteEvaluationRun;
import org.neume.training.evaluation.NoteEvent;
import org.neume.training.evaluation.Scoreboard;

/**
 * Measures how well notes are found: each recording is heard once and its activations are decoded in
 * every way asked for.
 */
final class NoteEvaluation {
  private final Terminal terminal;
  private final AnalysisOptions analysis;

  NoteEvaluation(Terminal terminal, AnalysisOptions analysis) {
    this.terminal = terminal;
    this.analysis = analysis;
  }

  /**
   * Measures on a folder.
   *
   * @param trials settings of the decoder by what to call them, in order
   * @return the figures by the same names
   * @throws CommandException if the folder, the network or some settings cannot be used
   */
  Map<String, Scoreboard> run(Path folder, Map<String, Map<String, String>> trials)
      throws IOException {
    NoteTrials decoders = new NoteTrials(trials);
    ModelFolders.require(
        analysis.models,
        analysis.noteModel(),
        "notes",
        Set.of(DecoderName.NOTES, DecoderName.FRAMES));
    try (PureStages stages =
        PureStages.open(
            analysis.models,
            List.of(analysis.noteModel()),
            analysis.decoders(),
            analysis.networkSettings())) {
      return new NoteEvaluationRun(
              new NoteTruth(), audio -> find(stages.chain(), decoders, audio), terminal::progress)
          .score(folder, decoders.names());
    }
  }

  private Map<String, List<NoteEvent>> find(PureChain chain, NoteTrials decoders, Path audio)
      throws IOException {
    try (AudioSource source = AudioFile.open(audio)) {
      Map<String, List<NoteEvent>> found = new LinkedHashMap<>();
      decoders
          .decode(chain.activations(source, audio.toString(), analysis.noteModel()))
          .forEach((way, notes) -> found.put(way, notes.stream().map(NoteEvent::of).toList()));
      return found;
    } catch (InvalidInputException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
