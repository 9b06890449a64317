package org.neume.training.data;

import org.neume.training.beats.TrainingPiece;
import org.neume.training.render.Beat;

/** A piece of the feature cache in memory, as float16. */
final class CachedPiece implements TrainingPiece {
  private final String id;
  private final boolean real;
  private final double weight;
  private final LabeledFeatures features;

  CachedPiece(String id, boolean real, double weight, LabeledFeatures features) {
    this.id = id;
    this.real = real;
    this.weight = weight;
    this.features = features;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int frames() {
    return features.frames();
  }

  @Override
  public int width() {
    return features.bands();
  }

  @Override
  public double frameRate() {
    return features.frameRate();
  }

  @Override
  public void copyFrames(int firstFrame, int count, float[] target, int offset) {
    int bands = features.bands();
    short[] halves = features.halves();
    int from = firstFrame * bands;
    for (int i = 0; i < count * bands; i++) {
      target[offset + i] = HalfFloat.value(halves[from + i]);
    }
  }

  @Override
  public double[] beatTimes() {
    return features.beats().stream().mapToDouble(Beat::time).toArray();
  }

  @Override
  public int[] beatNumbers() {
    return features.downbeatsKnown()
        ? features.beats().stream().mapToInt(Beat::number).toArray()
        : new int[0];
  }

  @Override
  public boolean real() {
    return real;
  }

  @Override
  public double weight() {
    return weight;
  }
}
