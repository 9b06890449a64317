package org.neume.training.multipitch;

import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.train.PieceDraw;

/**
 * Frames with their labels, row by row.
 *
 * @param count frames
 * @param width values of a frame
 * @param values [count, width]
 * @param labels [count, 128]
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of megabytes, handed over and never compared
record LabeledFrames(int count, int width, float[] values, float[] labels) {

  /** So many frames drawn anywhere in pieces, at levels between two, in dB. */
  static LabeledFrames drawn(
      List<MultipitchPiece> pieces,
      PieceFeatures features,
      int count,
      double softest,
      double loudest,
      long seed) {
    double[] weights = pieces.stream().mapToDouble(piece -> Math.max(1, piece.frames())).toArray();
    PieceDraw draw = new PieceDraw(weights, new boolean[weights.length], 0);
    LabeledFrames frames = empty(count, features.width());
    SplittableRandom random = PieceDraw.random(seed, 0);
    for (int i = 0; i < count; i++) {
      MultipitchPiece piece = pieces.get(draw.piece(random));
      int at = random.nextInt(Math.max(1, piece.frames()));
      double level = softest + (loudest - softest) * random.nextDouble();
      frames.take(piece, features, at, 1, (float) Math.pow(10, level / 20), i);
    }
    return frames;
  }

  /** The middle of every piece, as a validation hears it. */
  static LabeledFrames middles(List<MultipitchPiece> pieces, PieceFeatures features, int heard) {
    int count =
        pieces.stream().mapToInt(piece -> MultipitchValidator.middle(piece, heard)[1]).sum();
    LabeledFrames frames = empty(count, features.width());
    int row = 0;
    for (MultipitchPiece piece : pieces) {
      int[] part = MultipitchValidator.middle(piece, heard);
      frames.take(piece, features, part[0], part[1], 1, row);
      row += part[1];
    }
    return frames;
  }

  private static LabeledFrames empty(int count, int width) {
    return new LabeledFrames(
        count,
        width,
        new float[Math.multiplyExact(count, width)],
        new float[Math.multiplyExact(count, MultipitchPiece.PITCHES)]);
  }

  private void take(
      MultipitchPiece piece, PieceFeatures features, int first, int frames, float gain, int row) {
    features.copy(piece, first, frames, gain, values, row * width);
    piece.labels(first, frames, labels, row * MultipitchPiece.PITCHES);
  }
}
