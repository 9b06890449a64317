package org.neume.training.data;

import java.util.List;
import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.RawFrameConfig;
import org.neume.feature.signal.Representation;
import org.neume.training.render.Beat;

/**
 * Computes the features of labeled audio, in a representation that the services use. Immutable.
 *
 * @param representation the services' own
 * @param width values of a frame
 */
public record FeatureMaker(Representation representation, int width) {
  /** Band spectra, which the beat networks hear. */
  public static final FeatureMaker LOG_BANDS = new FeatureMaker(LogBandConfig.DEFAULT, 81);

  /** Raw audio, which the tempo network hears. */
  public static final FeatureMaker RAW = new FeatureMaker(RawFrameConfig.TEMPO, 100);

  private static final int USUAL_HOP = 441;

  /** What the features are computed by: another one may give other values. */
  String provenance() {
    return representation.provenance(
        representation instanceof LogBandConfig ? "log-bands-" + width : "raw-" + width);
  }

  /**
   * Computes features.
   *
   * @param mono samples at 44.1 kHz
   * @param hop samples per frame of band spectra; 441 is the services', others make the piece faster or
   *     slower to a network, whatever it hears
   */
  LabeledFeatures features(float[] mono, List<Beat> beats, boolean downbeatsKnown, int hop) {
    float[] values;
    double rate;
    if (representation instanceof LogBandConfig bands) {
      Representation other = bands.withHop(hop);
      values = other.extract(mono);
      rate = other.framesPerSecond();
    } else {
      // Audio that is said to have another rate is played at another speed.
      values = new FeaturePlan(representation, 100 * hop, 1).extract(mono);
      rate = representation.framesPerSecond() * USUAL_HOP / hop;
    }
    short[] halves = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = HalfFloat.bits(values[i]);
    }
    double end = values.length / (double) width / rate;
    List<Beat> inside = beats.stream().filter(b -> b.time() >= -0.01 && b.time() < end).toList();
    return new LabeledFeatures(rate, width, halves, inside, downbeatsKnown);
  }
}
