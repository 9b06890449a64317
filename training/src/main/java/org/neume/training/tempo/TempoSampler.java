package org.neume.training.tempo;

import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.network.TempoNetworkConfig;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of windows that begin anywhere in whole pieces, played louder or softer. Batch n depends
 * on the seed, n and the pieces alone, so that a run can be resumed anywhere.
 */
public final class TempoSampler implements BatchSource {
  private static final int SAMPLES = TempoNetworkConfig.SAMPLES;

  /** Activations from a beat to where its target is 0. */
  private static final double REACH = 3;

  private final List<TrainingPiece> pieces;
  private final PieceDraw draw;
  private final TempoOptions options;

  /**
   * Prepares the draw: longer pieces more often, recordings as often as the options say.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public TempoSampler(List<TrainingPiece> pieces, TempoOptions options) {
    this.pieces = List.copyOf(pieces);
    this.options = options;
    double[] weights = new double[pieces.size()];
    boolean[] real = new boolean[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(1, pieces.get(i).frames());
      real[i] = pieces.get(i).real();
    }
    this.draw = new PieceDraw(weights, real, options.run().realShare());
  }

  @Override
  public TempoBatch batch(long step) {
    int items = options.run().batchSize();
    int frames = options.run().segmentFrames();
    int places = options.network().places();
    TempoBatch batch =
        new TempoBatch(
            items,
            frames,
            new float[items * frames * SAMPLES],
            new float[items * frames * places]);
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      fill(batch, item, random.split());
    }
    return batch;
  }

  private void fill(TempoBatch batch, int item, SplittableRandom random) {
    TrainingPiece piece = pieces.get(draw.piece(random));
    int frames = batch.frames();
    int start = random.nextInt(Math.max(1, piece.frames() - frames + 1));
    int count = Math.min(frames, piece.frames() - start);
    int offset = item * frames * SAMPLES;
    piece.copyFrames(start, count, batch.samples(), offset);
    double range = options.loudest() - options.softest();
    float gain =
        (float) Math.pow(10, (options.softest() + range * random.nextDouble()) / 20);
    for (int i = 0; i < count * SAMPLES; i++) {
      batch.samples()[offset + i] *= gain;
    }
    int places = options.network().places();
    int row = item * frames * places;
    for (double time : piece.beatTimes()) {
      double at = (time * piece.frameRate() - start) * places;
      int first = (int) Math.max(0, Math.ceil(at - REACH));
      int last = (int) Math.min((double) frames * places - 1, Math.floor(at + REACH));
      for (int i = first; i <= last; i++) {
        float near = (float) (1 - Math.abs(i - at) / REACH);
        batch.targets()[row + i] = Math.max(batch.targets()[row + i], near);
      }
    }
  }
}
