package org.neume.training.multipitch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.training.evaluation.PrecisionRecall;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;

/** Hears the middle of every piece that does not train, and scores all pitches of all frames together. */
final class MultipitchValidator implements Validator {
  /** Frames that are computed at a time: windows side by side take memory. */
  private static final int CHUNK = 512;

  private final MultipitchSplit split;
  private final MultipitchNetwork network;
  private final PieceFeatures features;
  private final int heard;

  MultipitchValidator(MultipitchSplit split, MultipitchOptions options) {
    this.split = split;
    this.network = options.network();
    this.features = PieceFeatures.of(network.representation());
    this.heard = (int) Math.ceil(options.heard() * 44_100 / MultipitchPiece.HOP);
  }

  @Override
  public Figures validate(Inference inference) {
    return figures(split, pieces -> curve(pieces, inference));
  }

  /** Something that can be scored on pieces. */
  interface Scored {
    PrecisionRecall on(List<MultipitchPiece> pieces);
  }

  /** The figures of anything that can be scored, with the threshold that validation chooses. */
  static Figures figures(MultipitchSplit split, Scored scored) {
    Map<String, Double> figures = new LinkedHashMap<>();
    PrecisionRecall validation = scored.on(split.validation());
    PrecisionRecall.Point best = validation.best();
    figures.put(MultipitchFigures.AVERAGE, validation.average());
    figures.put(MultipitchFigures.THRESHOLD, best.threshold());
    put(figures, MultipitchFigures.TEST, split.test(), scored, best.threshold());
    put(figures, MultipitchFigures.UNSEEN, split.unseen(), scored, best.threshold());
    return MultipitchFigures.of(figures);
  }

  private static void put(
      Map<String, Double> figures,
      String name,
      List<MultipitchPiece> pieces,
      Scored scored,
      double threshold) {
    if (pieces.isEmpty()) {
      return;
    }
    PrecisionRecall curve = scored.on(pieces);
    PrecisionRecall.Point point = curve.at(threshold);
    figures.put(name + "precision", point.precision());
    figures.put(name + "recall", point.recall());
    figures.put(name + "average precision", curve.average());
  }

  /** The frames in the middle of a piece that are heard: the first, and how many. */
  static int[] middle(MultipitchPiece piece, int heard) {
    int count = Math.min(heard, piece.frames());
    return new int[] {(piece.frames() - count) / 2, count};
  }

  private PrecisionRecall curve(List<MultipitchPiece> pieces, Inference inference) {
    int frames = pieces.stream().mapToInt(piece -> middle(piece, heard)[1]).sum();
    float[] scores = new float[frames * MultipitchPiece.PITCHES];
    float[] labels = new float[scores.length];
    int at = 0;
    for (MultipitchPiece piece : pieces) {
      int[] part = middle(piece, heard);
      for (int done = 0; done < part[1]; done += CHUNK) {
        int count = Math.min(CHUNK, part[1] - done);
        int first = part[0] + done;
        System.arraycopy(
            said(piece, first, count, inference), 0, scores, at, count * MultipitchPiece.PITCHES);
        piece.labels(first, count, labels, at);
        at += count * MultipitchPiece.PITCHES;
      }
    }
    return new PrecisionRecall(scores, labels);
  }

  /** What the network says of so many frames, with all that it needs around them. */
  private float[] said(MultipitchPiece piece, int first, int count, Inference inference) {
    int around = network.contextFrames();
    int width = features.width();
    float[] heardFrames = new float[(count + 2 * around) * width];
    features.copy(piece, first - around, count + 2 * around, 1, heardFrames, 0);
    float[] all = inference.activations(heardFrames);
    float[] kept = new float[count * MultipitchPiece.PITCHES];
    System.arraycopy(all, around * MultipitchPiece.PITCHES, kept, 0, kept.length);
    return kept;
  }
}
