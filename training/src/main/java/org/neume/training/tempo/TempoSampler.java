package org.neume.training.tempo;

import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.network.TempoNetwork;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of windows that begin anywhere in whole pieces, played louder or
 * softer, faster or slower. Batch n depends
 * on the seed, n and the pieces alone, so that a run can be resumed anywhere.
 */
public final class TempoSampler implements BatchSource {
  private static final int SAMPLES = TempoNetwork.SAMPLES;

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
            items, frames, new float[items * frames * SAMPLES], new float[items * frames * places]);
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      fill(batch, item, random.split());
    }
    return batch;
  }

  private void fill(TempoBatch batch, int item, SplittableRandom random) {
    TrainingPiece piece = pieces.get(draw.piece(random));
    int frames = batch.frames();
    double speed = Math.pow(options.stretch(), 2 * random.nextDouble() - 1);
    int read = (int) Math.ceil(frames * speed) + 1;
    int start = random.nextInt(Math.max(1, piece.frames() - read + 1));
    int count = Math.min(read, piece.frames() - start);
    float[] samples = new float[read * SAMPLES];
    piece.copyFrames(start, count, samples, 0);
    double range = options.loudest() - options.softest();
    float gain = (float) Math.pow(10, (options.softest() + range * random.nextDouble()) / 20);
    play(samples, speed, gain, batch.samples(), item * frames * SAMPLES, frames * SAMPLES);
    int places = options.network().places();
    double reach = options.reach();
    int row = item * frames * places;
    for (double time : piece.beatTimes()) {
      double at = (time * piece.frameRate() - start) / speed * places;
      int first = (int) Math.max(0, Math.ceil(at - reach));
      int last = (int) Math.min((double) frames * places - 1, Math.floor(at + reach));
      for (int i = first; i <= last; i++) {
        float near = (float) (1 - Math.abs(i - at) / reach);
        batch.targets()[row + i] = Math.max(batch.targets()[row + i], near);
      }
    }
  }

  /** Plays samples faster or slower, tempo and pitch, as a tape does: between neighbors on a line. */
  private static void play(
      float[] samples, double speed, float gain, float[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      double at = i * speed;
      int before = (int) at;
      float share = (float) (at - before);
      target[offset + i] =
          gain * (samples[before] + share * (samples[before + 1] - samples[before]));
    }
  }
}
