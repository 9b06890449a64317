package org.neume.training.beats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;
import org.neume.training.train.TrainingTask;

/** What the report of a beat network's training says of its own. */
final class BeatReport {
  private BeatReport() {}

  /** Describes a run of beat networks. */
  static TrainingTask.ReportParts of(BeatNetworkConfig config, PieceSource source) {
    Map<String, String> curves = new LinkedHashMap<>();
    curves.put("beats, rendered", BeatFigures.RENDERED_BEAT);
    curves.put("downbeats, rendered", BeatFigures.RENDERED_DOWNBEAT);
    curves.put("beats, recordings", BeatFigures.REAL_BEAT);
    curves.put("downbeats, recordings", BeatFigures.REAL_DOWNBEAT);
    return new TrainingTask.ReportParts(
        List.of(
            "| part | pieces | hours | of these recordings | hours | beats |",
            "|---|---|---|---|---|---|",
            row("training", DataSummary.of(source.training())),
            row("validation", DataSummary.of(source.validation()))),
        String.format(
            Locale.ROOT,
            "%,d parameters while training, %,d exported; receptive field %.1f s (%,d frames).",
            config.layout().size(),
            config.layout().exportedSize(),
            config.receptiveField() / 100.0,
            config.receptiveField()),
        List.of(new TrainingTask.Chart("quality", "F-measure", curves)),
        BeatReport::tables);
  }

  private static List<String> tables(Figures kept) {
    return List.of(
        "| validation pieces | beat F | downbeat F |",
        "|---|---|---|",
        row("rendered (synthetic)", kept, BeatFigures.RENDERED_BEAT, BeatFigures.RENDERED_DOWNBEAT),
        row("recordings", kept, BeatFigures.REAL_BEAT, BeatFigures.REAL_DOWNBEAT));
  }

  private static String row(String name, DataSummary data) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %d | %.2f | %,d |",
        name,
        data.pieces(),
        data.hours(),
        data.realPieces(),
        data.realHours(),
        data.beats());
  }

  private static String row(String name, Figures kept, String beat, String downbeat) {
    return "| %s | %s | %s |"
        .formatted(name, FigureCells.figure(kept.of(beat)), FigureCells.figure(kept.of(downbeat)));
  }
}
