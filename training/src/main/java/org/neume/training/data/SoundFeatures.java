package org.neume.training.data;

import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.training.render.SoundfontRenderer;

/**
 * How the notes of a cache are heard.
 *
 * @param representation the services' own
 * @param width values of a frame, level and fundamental included
 * @param seconds how much of a note a network hears from its onset on
 */
public record SoundFeatures(SingleNoteConfig representation, int width, double seconds) {
  /** Raw audio: 4 s. */
  public static final SoundFeatures RAW = new SoundFeatures(SingleNoteConfig.RAW, 259, 4);

  /** Constant-Q spectra: the first 0.9 s, and some more to begin later in it. */
  public static final SoundFeatures CONSTANT_Q =
      new SoundFeatures(SingleNoteConfig.CONSTANT_Q, 435, 1.4);

  /** How far below the loudest frame a note begins, in the unit of the level: 40 dB. */
  private static final float RISE = 0.4f;

  /** The way from samples at 44.1 kHz. */
  FeaturePlan plan() {
    return new FeaturePlan(representation, SoundfontRenderer.RATE, 1);
  }

  /** The frame that an instant lies in, as a fraction. */
  double frame(double time) {
    return time * representation.framesPerSecond();
  }

  /** The first frame that is less than 40 dB softer than the loudest one. */
  int onset(float[] features) {
    int frames = features.length / width;
    int level = width - SingleNoteConfig.MEASURES;
    float loudest = 0;
    for (int frame = 0; frame < frames; frame++) {
      loudest = Math.max(loudest, features[frame * width + level]);
    }
    for (int frame = 0; frame < frames; frame++) {
      if (features[frame * width + level] >= loudest - RISE) {
        return frame;
      }
    }
    return 0;
  }
}
