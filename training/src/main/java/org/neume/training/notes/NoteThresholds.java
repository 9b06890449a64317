package org.neume.training.notes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.evaluation.NoteScores;
import org.neume.training.train.Validator;
import org.neume.transcription.notes.NoteSettings;

/**
 * What thresholds do to the notes that are formed of a network's posteriors, on the validation pieces:
 * the ground on which the decoder's defaults are chosen.
 */
final class NoteThresholds {
  private static final double[] ONSET = {0.3, 0.35, 0.4, 0.45, 0.5};
  private static final double[] FRAME = {0.3, 0.4, 0.5, 0.6};

  private final List<NotePiece> pieces;
  private final int context;
  private final NoteSettings settings;

  /**
   * Prepares a table.
   *
   * @param context frames to either side that can change what the network says of a frame
   * @param settings all that the thresholds leave open
   */
  NoteThresholds(List<NotePiece> pieces, int context, NoteSettings settings) {
    this.pieces = List.copyOf(pieces);
    this.context = context;
    this.settings = settings;
  }

  /** A table in Markdown: F-measures by onset, and by onset and offset, of each kind of piece. */
  List<String> table(Validator.Inference network) {
    Map<NotePiece.Kind, double[][][]> sums = new EnumMap<>(NotePiece.Kind.class);
    Map<NotePiece.Kind, Integer> counts = new EnumMap<>(NotePiece.Kind.class);
    for (NotePiece piece : pieces) {
      add(
          piece,
          NoteHearing.activations(piece, network, context),
          sums.computeIfAbsent(piece.kind(), kind -> new double[ONSET.length][FRAME.length][2]));
      counts.merge(piece.kind(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "F-measures by onset / by onset and offset, by the thresholds of the onset and the frame"
            + " posteriors:");
    lines.add("");
    StringBuilder head = new StringBuilder("| onset | frame |");
    counts.keySet().forEach(kind -> head.append(' ').append(kind.text()).append(" |"));
    lines.add(head.toString());
    lines.add("|---|---|" + "---|".repeat(counts.size()));
    for (int onset = 0; onset < ONSET.length; onset++) {
      for (int frame = 0; frame < FRAME.length; frame++) {
        StringBuilder line =
            new StringBuilder(
                String.format(Locale.ROOT, "| %.2f | %.1f |", ONSET[onset], FRAME[frame]));
        for (NotePiece.Kind kind : counts.keySet()) {
          double[] sum = sums.get(kind)[onset][frame];
          int count = counts.get(kind);
          line.append(String.format(Locale.ROOT, " %.3f / %.3f |", sum[0] / count, sum[1] / count));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private void add(NotePiece piece, float[] activations, double[][][] sums) {
    for (int onset = 0; onset < ONSET.length; onset++) {
      for (int frame = 0; frame < FRAME.length; frame++) {
        NoteScores scores =
            NoteScores.score(
                NoteHearing.events(piece.notes()),
                NoteHearing.events(
                    NoteHearing.notes(
                        activations,
                        piece.frames(),
                        settings.withThresholds(ONSET[onset], FRAME[frame]))));
        sums[onset][frame][0] += scores.withoutOffset().fMeasure();
        sums[onset][frame][1] += scores.whole().fMeasure();
      }
    }
  }
}
