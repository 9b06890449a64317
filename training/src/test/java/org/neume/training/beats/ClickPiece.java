package org.neume.training.beats;

import java.util.SplittableRandom;
import org.neume.training.network.BeatNetworkConfig;

/** A toy piece: broadband clicks on every beat, louder in the bass on downbeats, over faint noise. */
final class ClickPiece implements TrainingPiece {
  private static final int BANDS = BeatNetworkConfig.BANDS;
  private static final int BEATS_PER_BAR = 4;
  private final String id;
  private final boolean real;
  private final float[] features;
  private final double[] times;
  private final int[] numbers;

  /**
   * Makes a piece.
   *
   * @param period frames from beat to beat
   */
  ClickPiece(String id, int frames, double period, boolean real, long seed) {
    this.id = id;
    this.real = real;
    SplittableRandom random = new SplittableRandom(seed);
    features = new float[frames * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (0.1 * random.nextDouble());
    }
    double start = period * random.nextDouble();
    int beats = (int) Math.ceil((frames - start) / period);
    int phase = random.nextInt(BEATS_PER_BAR);
    times = new double[beats];
    numbers = new int[beats];
    for (int beat = 0; beat < beats; beat++) {
      int frame = (int) Math.min(frames - 1, Math.rint(start + beat * period));
      times[beat] = frame / 100.0;
      numbers[beat] = (beat + phase) % BEATS_PER_BAR + 1;
      for (int echo = 0; echo < 4 && frame + echo < frames; echo++) {
        for (int band = 0; band < BANDS; band++) {
          float level = band < 20 ? (numbers[beat] == 1 ? 2f : 0f) : 1f;
          features[(frame + echo) * BANDS + band] += level / (1 + echo);
        }
      }
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int frames() {
    return features.length / BANDS;
  }

  @Override
  public double frameRate() {
    return 100;
  }

  @Override
  public void copyFrames(int firstFrame, int count, float[] target, int offset) {
    System.arraycopy(features, firstFrame * BANDS, target, offset, count * BANDS);
  }

  @Override
  public double[] beatTimes() {
    return times.clone();
  }

  @Override
  public int[] beatNumbers() {
    return numbers.clone();
  }

  @Override
  public boolean real() {
    return real;
  }
}
