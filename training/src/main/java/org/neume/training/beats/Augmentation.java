package org.neume.training.beats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.neume.training.network.BeatNetworkConfig;

/** Varies the sound of a segment; tempo and position are the sampler's business. */
final class Augmentation {
  private static final int BANDS = BeatNetworkConfig.BANDS;
  private final AugmentationOptions options;

  Augmentation(AugmentationOptions options) {
    this.options = options;
  }

  /** Varies item {@code item} of the batch in place. */
  void apply(BeatBatch batch, int item, SplittableRandom random) {
    int base = item * batch.frames() * BANDS;
    shiftBands(batch, base, random);
    maskTime(batch, base, random);
    drawGains(batch, item, random);
    if (random.nextDouble() < options.noiseShare()) {
      double level = meanLinear(batch, base) * Math.pow(10, -3 + 2 * random.nextDouble());
      Arrays.fill(batch.floors(), item * BANDS, (item + 1) * BANDS, (float) level);
    }
  }

  private void shiftBands(BeatBatch batch, int base, SplittableRandom random) {
    int shift = symmetric(options.bandShift(), random);
    if (shift == 0) {
      return;
    }
    int from = Math.max(0, -shift);
    int count = BANDS - Math.abs(shift);
    for (int frame = 0; frame < batch.frames(); frame++) {
      int row = base + frame * BANDS;
      System.arraycopy(batch.features(), row + from, batch.features(), row + from + shift, count);
      int hole = shift > 0 ? row : row + count;
      Arrays.fill(batch.features(), hole, hole + Math.abs(shift), 0);
    }
  }

  private void maskTime(BeatBatch batch, int base, SplittableRandom random) {
    if (random.nextDouble() >= options.timeMaskShare()) {
      return;
    }
    int masks = 1 + random.nextInt(3);
    for (int i = 0; i < masks; i++) {
      int length = Math.min(batch.frames(), 10 + random.nextInt(190));
      int first = random.nextInt(batch.frames() - length + 1);
      Arrays.fill(batch.features(), base + first * BANDS, base + (first + length) * BANDS, 0);
    }
  }

  private void drawGains(BeatBatch batch, int item, SplittableRandom random) {
    double level = options.gainDecibels() * (2 * random.nextDouble() - 1);
    double tilt = options.equalizerDecibels() * (2 * random.nextDouble() - 1);
    double wave = options.equalizerDecibels() * (2 * random.nextDouble() - 1);
    double turns = 0.5 + 2 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    for (int band = 0; band < BANDS; band++) {
      double place = (double) band / (BANDS - 1);
      double decibels =
          level + tilt * (2 * place - 1) + wave * Math.sin(2 * Math.PI * turns * place + phase);
      batch.gains()[item * BANDS + band] = (float) Math.pow(10, decibels / 20);
    }
    if (random.nextDouble() < options.bandMaskShare()) {
      boolean bandLimit = random.nextBoolean();
      int first = bandLimit ? 50 + random.nextInt(BANDS - 50) : random.nextInt(BANDS - 12);
      int end = bandLimit ? BANDS : first + 1 + random.nextInt(12);
      Arrays.fill(batch.gains(), item * BANDS + first, item * BANDS + end, 0);
    }
  }

  /** Mean of the bands before the logarithm, estimated from every 37th value. */
  private static double meanLinear(BeatBatch batch, int base) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < batch.frames() * BANDS; i += 37) {
      sum += Math.pow(10, batch.features()[base + i]) - 1;
      count++;
    }
    return sum / count;
  }

  private static int symmetric(int limit, SplittableRandom random) {
    return limit == 0 ? 0 : random.nextInt(2 * limit + 1) - limit;
  }
}
