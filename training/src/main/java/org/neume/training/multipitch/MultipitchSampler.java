package org.neume.training.multipitch;

import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of stretches that begin anywhere in the training pieces, played louder or softer. Batch n
 * depends on the seed, n and the pieces alone, so that a run can be resumed anywhere.
 */
final class MultipitchSampler implements BatchSource {
  private final List<MultipitchPiece> pieces;
  private final PieceDraw draw;
  private final MultipitchOptions options;
  private final PieceFeatures features;

  /**
   * Prepares the draw: longer pieces more often.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  MultipitchSampler(List<MultipitchPiece> pieces, MultipitchOptions options) {
    this.pieces = List.copyOf(pieces);
    this.options = options;
    this.features = PieceFeatures.of(options.network().representation());
    double[] weights = pieces.stream().mapToDouble(piece -> Math.max(1, piece.frames())).toArray();
    this.draw = new PieceDraw(weights, new boolean[weights.length], 0);
  }

  @Override
  public MultipitchBatch batch(long step) {
    MultipitchNetwork network = options.network();
    int items = options.run().batchSize();
    int frames = options.run().segmentFrames();
    int heard = network.before() + frames + network.after();
    int width = features.width();
    float[] values = new float[items * heard * width];
    float[] targets = new float[items * frames * MultipitchPiece.PITCHES];
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      MultipitchPiece piece = pieces.get(draw.piece(random));
      int start = random.nextInt(Math.max(1, piece.frames() - frames + 1));
      double level =
          options.softest() + (options.loudest() - options.softest()) * random.nextDouble();
      float gain = (float) Math.pow(10, level / 20);
      features.copy(piece, start - network.before(), heard, gain, values, item * heard * width);
      piece.labels(start, frames, targets, item * frames * MultipitchPiece.PITCHES);
    }
    return new MultipitchBatch(items, values, width, targets);
  }
}
