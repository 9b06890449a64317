package org.neume.training.data;

import java.util.List;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.LogBandExtractor;
import org.neume.training.render.Beat;

/** Computes the features of labeled audio, in the representation that the services use. */
final class FeatureMaker {
  private FeatureMaker() {}

  /**
   * Computes features.
   *
   * @param mono samples at 44.1 kHz
   * @param hop samples per frame; 441 is the services', others make the piece faster or slower to a network
   */
  static LabeledFeatures features(float[] mono, List<Beat> beats, boolean downbeatsKnown, int hop) {
    LogBandConfig config = LogBandConfig.DEFAULT.withHop(hop);
    float[] values = LogBandExtractor.extract(config, mono);
    short[] halves = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = HalfFloat.bits(values[i]);
    }
    int frames = (int) config.frames(mono.length);
    double end = frames / config.framesPerSecond();
    List<Beat> inside = beats.stream().filter(b -> b.time() >= -0.01 && b.time() < end).toList();
    return new LabeledFeatures(
        config.framesPerSecond(),
        values.length / Math.max(1, frames),
        halves,
        inside,
        downbeatsKnown);
  }
}
