package org.neume.training.beats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of segments. BeatBatch n depends on the seed, n and the pieces alone, so that a run can
 * be resumed anywhere.
 */
public final class SegmentSampler implements BatchSource {
  private static final int BANDS = BeatNetworkConfig.BANDS;

  private final List<TrainingPiece> pieces;
  private final PieceDraw draw;
  private final BeatOptions options;
  private final BeatTargets targets;
  private final Augmentation augmentation;

  /**
   * Prepares the draw.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public SegmentSampler(List<TrainingPiece> pieces, BeatOptions options) {
    this.pieces = List.copyOf(pieces);
    this.options = options;
    this.targets = new BeatTargets(options.loss(), options.network().tempoClasses());
    this.augmentation = new Augmentation(options.augmentation());
    this.draw = draw(pieces, options.run().realShare());
  }

  /** Long pieces are drawn more often, by frames^0.65; real ones get {@code realShare} of all. */
  private static PieceDraw draw(List<TrainingPiece> pieces, double realShare) {
    double[] weights = new double[pieces.size()];
    boolean[] real = new boolean[weights.length];
    for (int i = 0; i < weights.length; i++) {
      TrainingPiece piece = pieces.get(i);
      weights[i] = piece.weight() * Math.pow(piece.frames(), 0.65);
      real[i] = piece.real();
    }
    return new PieceDraw(weights, real, realShare);
  }

  @Override
  public BeatBatch batch(long step) {
    int items = options.run().batchSize();
    int frames = options.run().segmentFrames();
    int classes = options.network().tempoClasses();
    float[] gains = new float[items * BANDS];
    Arrays.fill(gains, 1f);
    BeatBatch batch =
        new BeatBatch(
            items,
            frames,
            new float[items * frames * BANDS],
            gains,
            new float[items * BANDS],
            new float[items * frames * 2],
            new float[items * frames * 2],
            new float[items * classes]);
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      fill(batch, item, random.split());
    }
    return batch;
  }

  private void fill(BeatBatch batch, int item, SplittableRandom random) {
    TrainingPiece piece = pieces.get(draw.piece(random));
    AugmentationOptions varied = options.augmentation();
    double pace = 1;
    if (random.nextDouble() < varied.stretchShare()) {
      pace = Math.exp(Math.log1p(varied.stretch()) * (2 * random.nextDouble() - 1));
    }
    double span = batch.frames() * pace;
    double low = -varied.silence();
    double high = piece.frames() - span + varied.silence();
    double start =
        high > low ? low + random.nextDouble() * (high - low) : low * random.nextDouble();
    if (pace == 1) {
      start = Math.rint(start);
    }
    read(piece, batch, item, start, pace);
    double[] times = piece.beatTimes();
    double[] positions = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      positions[i] = (times[i] * piece.frameRate() - start) / pace;
    }
    targets.write(batch, item, positions, piece.beatNumbers());
    augmentation.apply(batch, item, random);
  }

  /** Reads the frames at start + i * pace; outside the piece is silence. */
  private static void read(
      TrainingPiece piece, BeatBatch batch, int item, double start, double pace) {
    int frames = batch.frames();
    int base = item * frames * BANDS;
    int first = (int) Math.floor(start);
    int count = pace == 1 ? frames : (int) Math.ceil(frames * pace) + 2;
    int from = Math.max(0, first);
    int to = Math.min(piece.frames(), first + count);
    if (to <= from) {
      return;
    }
    if (pace == 1) {
      piece.copyFrames(from, to - from, batch.features(), base + (from - first) * BANDS);
      return;
    }
    float[] source = new float[count * BANDS];
    piece.copyFrames(from, to - from, source, (from - first) * BANDS);
    for (int frame = 0; frame < frames; frame++) {
      double place = start - first + frame * pace;
      int before = (int) place;
      float share = (float) (place - before);
      int left = before * BANDS;
      int target = base + frame * BANDS;
      for (int band = 0; band < BANDS; band++) {
        float a = source[left + band];
        batch.features()[target + band] = a + share * (source[left + BANDS + band] - a);
      }
    }
  }
}
