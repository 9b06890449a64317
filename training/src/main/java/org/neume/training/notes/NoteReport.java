package org.neume.training.notes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;
import org.neume.training.train.TrainingTask;

/** What the report of a note network's training says of its own. */
final class NoteReport {
  private NoteReport() {}

  /** Describes a run of note networks. */
  static TrainingTask.ReportParts of(NoteNetworkConfig config, NoteSource source) {
    List<String> data = new ArrayList<>();
    data.add("| pieces | training | hours | notes | validation | hours | notes |");
    data.add("|---|---|---|---|---|---|---|");
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      data.add(
          "| "
              + kind.text()
              + cells(source.training(), kind)
              + cells(source.validation(), kind)
              + " |");
    }
    return new TrainingTask.ReportParts(
        data,
        String.format(
            Locale.ROOT,
            "%,d weights, %.1f million multiply-adds a frame; sees %.2f s before and behind a"
                + " frame.",
            config.layout().size(),
            config.multiplyAddsPerFrame() / 1e6,
            config.contextFrames() / (double) NoteNetworkConfig.FRAME_RATE),
        List.of(
            chart("onsets", "F-measure by onset and pitch", NoteFigures.ONSET),
            chart("notes", "F-measure by onset, pitch and offset", NoteFigures.WHOLE),
            chart("frames", "F-measure of frames", NoteFigures.FRAME)),
        NoteReport::tables);
  }

  private static String cells(List<NotePiece> pieces, NotePiece.Kind kind) {
    List<NotePiece> own = pieces.stream().filter(piece -> piece.kind() == kind).toList();
    double frames = own.stream().mapToLong(NotePiece::frames).sum();
    long notes = own.stream().mapToLong(piece -> piece.notes().size()).sum();
    return String.format(
        Locale.ROOT,
        " | %d | %.2f | %,d",
        own.size(),
        frames / NoteNetworkConfig.FRAME_RATE / 3600,
        notes);
  }

  private static TrainingTask.Chart chart(String file, String title, String figure) {
    Map<String, String> curves = new LinkedHashMap<>();
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      curves.put(kind.text(), NoteFigures.name(kind, figure));
    }
    return new TrainingTask.Chart(file, title, curves);
  }

  private static List<String> tables(Figures kept) {
    List<String> lines = new ArrayList<>();
    lines.add("| validation pieces | onset F | onset+offset F | frame F |");
    lines.add("|---|---|---|---|");
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  kind.text(),
                  FigureCells.figure(kept.of(NoteFigures.name(kind, NoteFigures.ONSET))),
                  FigureCells.figure(kept.of(NoteFigures.name(kind, NoteFigures.WHOLE))),
                  FigureCells.figure(kept.of(NoteFigures.name(kind, NoteFigures.FRAME)))));
    }
    lines.add("");
    lines.add("| the first text's measures, at every moment at which notes begin | |");
    lines.add("|---|---|");
    for (String name : List.of(NoteFigures.OUTPUTS, NoteFigures.ALL_OFF, NoteFigures.ALL_RIGHT)) {
      lines.add("| " + name + " | " + FigureCells.percent(kept.of(name)) + " |");
    }
    return lines;
  }
}
