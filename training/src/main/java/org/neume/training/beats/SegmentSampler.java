package org.neume.training.beats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.BatchSource;

/**
 * Draws batches of segments. BeatBatch n depends on the seed, n and the pieces alone, so that a run can
 * be resumed anywhere.
 */
public final class SegmentSampler implements BatchSource {
  private static final int BANDS = BeatNetworkConfig.BANDS;

  private final List<TrainingPiece> pieces;
  private final double[] cumulated;
  private final BeatOptions options;
  private final BeatTargets targets;
  private final Augmentation augmentation;

  /**
   * Prepares the draw.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public SegmentSampler(List<TrainingPiece> pieces, BeatOptions options) {
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no training piece: name a data folder that holds at least one");
    }
    this.pieces = List.copyOf(pieces);
    this.options = options;
    this.targets = new BeatTargets(options.loss(), options.network().tempoClasses());
    this.augmentation = new Augmentation(options.augmentation());
    this.cumulated = cumulate(pieces, options.run().realShare());
  }

  /** Long pieces are drawn more often, by frames^0.65; real ones get {@code realShare} of all. */
  private static double[] cumulate(List<TrainingPiece> pieces, double realShare) {
    double[] weights = new double[pieces.size()];
    double real = 0;
    double rendered = 0;
    for (int i = 0; i < weights.length; i++) {
      TrainingPiece piece = pieces.get(i);
      weights[i] = piece.weight() * Math.pow(piece.frames(), 0.65);
      if (piece.real()) {
        real += weights[i];
      } else {
        rendered += weights[i];
      }
    }
    double share = real == 0 ? 0 : rendered == 0 ? 1 : realShare;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += pieces.get(i).real() ? weights[i] / real * share : weights[i] / rendered * (1 - share);
      weights[i] = sum;
    }
    return weights;
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
    SplittableRandom random =
        new SplittableRandom(
            options.run().seed() * 0x9E3779B97F4A7C15L + step * 0xD1B54A32D192ED03L);
    for (int item = 0; item < items; item++) {
      fill(batch, item, random.split());
    }
    return batch;
  }

  private void fill(BeatBatch batch, int item, SplittableRandom random) {
    int drawn =
        Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
    TrainingPiece piece = pieces.get(Math.min(pieces.size() - 1, drawn < 0 ? -drawn - 1 : drawn));
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
