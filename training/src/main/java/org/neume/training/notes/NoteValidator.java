package org.neume.training.notes;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.annotation.PlayedNote;
import org.neume.training.evaluation.NoteScores;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;
import org.neume.transcription.notes.NoteSettings;

/** Hears every validation piece as the finished network would, decodes it, and scores it. */
final class NoteValidator implements Validator {
  private final List<NotePiece> pieces;
  private final int context;
  private final NoteSettings settings;

  NoteValidator(List<NotePiece> pieces, int context, NoteSettings settings) {
    this.pieces = List.copyOf(pieces);
    this.context = context;
    this.settings = settings;
  }

  @Override
  public Figures validate(Inference network) {
    Map<NotePiece.Kind, Sums> sums = new EnumMap<>(NotePiece.Kind.class);
    SliceCounts slices = new SliceCounts();
    for (NotePiece piece : pieces) {
      float[] activations = NoteHearing.activations(piece, network, context);
      List<PlayedNote> found = NoteHearing.notes(activations, piece.frames(), settings);
      Sums sum = sums.computeIfAbsent(piece.kind(), kind -> new Sums());
      sum.add(
          NoteScores.score(NoteHearing.events(piece.notes()), NoteHearing.events(found)),
          FrameCounts.of(piece.notes(), found, piece.frames()));
      if (piece.kind() == NotePiece.Kind.SLICES) {
        slices.add(piece.notes(), activations, piece.frames());
      }
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    sums.forEach((kind, sum) -> sum.put(kind, figures));
    slices.put(figures);
    return NoteFigures.of(figures);
  }

  private static final class Sums {
    private double onset;
    private double whole;
    private double frame;
    private int count;

    void add(NoteScores scores, FrameCounts frames) {
      onset += scores.withoutOffset().fMeasure();
      whole += scores.whole().fMeasure();
      frame += frames.fMeasure();
      count++;
    }

    void put(NotePiece.Kind kind, Map<String, Double> figures) {
      figures.put(NoteFigures.name(kind, NoteFigures.ONSET), onset / count);
      figures.put(NoteFigures.name(kind, NoteFigures.WHOLE), whole / count);
      figures.put(NoteFigures.name(kind, NoteFigures.FRAME), frame / count);
    }
  }
}
