package org.neume.training.notes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.training.evaluation.NoteEvent;
import org.neume.training.evaluation.NoteScores;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;
import org.neume.transcription.notes.NoteDecision;
import org.neume.transcription.notes.NoteDecoder;
import org.neume.transcription.notes.NoteSettings;
import org.neume.transcription.notes.PlayedNote;

/** Hears every validation piece as the finished network would, decodes it, and scores it. */
final class NoteValidator implements Validator {
  /** Frames that are computed at once: a minute. */
  private static final int WINDOW = 3000;

  private static final int BINS = NoteNetworkConfig.BINS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

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
      float[] activations = hear(piece, network);
      List<PlayedNote> found = decode(activations, piece.frames());
      Sums sum = sums.computeIfAbsent(piece.kind(), kind -> new Sums());
      sum.add(
          NoteScores.score(events(piece.notes()), events(found)),
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

  private float[] hear(NotePiece piece, Inference network) {
    float[] all = new float[piece.frames() * OUTPUTS];
    for (int first = 0; first < piece.frames(); first += WINDOW) {
      int last = Math.min(piece.frames(), first + WINDOW);
      int from = Math.max(0, first - context);
      int to = Math.min(piece.frames(), last + context);
      float[] features = new float[(to - from) * BINS];
      piece.copyFrames(from, to - from, features, 0);
      float[] heard = network.activations(features);
      System.arraycopy(
          heard, (first - from) * OUTPUTS, all, first * OUTPUTS, (last - first) * OUTPUTS);
    }
    return all;
  }

  private List<PlayedNote> decode(float[] activations, int frames) {
    NoteDecoder decoder = NoteDecoder.of(settings);
    List<NoteDecision> decisions = new ArrayList<>(decoder.push(activations, frames));
    decisions.add(decoder.finish());
    return decisions.stream().flatMap(decision -> decision.notes().stream()).toList();
  }

  private static List<NoteEvent> events(List<PlayedNote> notes) {
    return notes.stream().map(NoteEvent::of).toList();
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
