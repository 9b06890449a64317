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
    Map<NotePiece.Kind, Sums> sums = new EnumMap<>(NotePiece.Kind.class);
    for (NotePiece piece : pieces) {
      float[] activations = NoteHearing.activations(piece, network, context);
      sums.computeIfAbsent(piece.kind(), kind -> new Sums()).add(piece, activations, settings);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "F-measures by onset / by onset and offset, by the thresholds of the onset and the frame"
            + " posteriors:");
    lines.add("");
    StringBuilder head = new StringBuilder("| onset | frame |");
    sums.keySet().forEach(kind -> head.append(' ').append(kind.text()).append(" |"));
    lines.add(head.toString());
    lines.add("|---|---|" + "---|".repeat(sums.size()));
    for (int onset = 0; onset < ONSET.length; onset++) {
      for (int frame = 0; frame < FRAME.length; frame++) {
        StringBuilder line =
            new StringBuilder(
                String.format(Locale.ROOT, "| %.2f | %.1f |", ONSET[onset], FRAME[frame]));
        for (Sums sum : sums.values()) {
          line.append(sum.cell(onset, frame));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** The figures of one kind of piece by the numbers of the thresholds, added up. */
  private static final class Sums {
    private final double[][] onsets = new double[ONSET.length][FRAME.length];
    private final double[][] wholes = new double[ONSET.length][FRAME.length];
    private int count;

    void add(NotePiece piece, float[] activations, NoteSettings settings) {
      for (int onset = 0; onset < ONSET.length; onset++) {
        for (int frame = 0; frame < FRAME.length; frame++) {
          NoteSettings tried = settings.withThresholds(ONSET[onset], FRAME[frame]);
          NoteScores scores =
              NoteScores.score(
                  NoteHearing.events(piece.notes()),
                  NoteHearing.events(NoteHearing.notes(activations, piece.frames(), tried)));
          onsets[onset][frame] += scores.withoutOffset().fMeasure();
          wholes[onset][frame] += scores.whole().fMeasure();
        }
      }
      count++;
    }

    String cell(int onset, int frame) {
      return String.format(
          Locale.ROOT,
          " %.3f / %.3f |",
          onsets[onset][frame] / count,
          wholes[onset][frame] / count);
    }
  }
}
