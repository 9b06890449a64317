package org.neume.decoder.decode;

/**
 * Log densities of single frames, see {@link ObservationModel}.
 *
 * <p>Every path pays for a non-beat state in every frame and gets the difference back where it is
 * in a beat state, so that only the few frames of beat states need looking at.
 */
final class FrameScores {
  private final double floor;
  private final double rest;
  private final double sharpness;
  private final boolean bars;

  FrameScores(DecoderConfig config) {
    floor = config.observation().floor();
    rest = config.observation().lambda() - 1.0;
    sharpness = config.observation().sharpness();
    bars = config.meter().hasBars();
  }

  /** Log density of a frame in a non-beat state. */
  long nonBeat(float beat, float downbeat) {
    double any = sharp(bars ? Math.max(beat, downbeat) : beat);
    return FixedPoint.log(Math.max(1 - any, floor) / rest);
  }

  /** Log density of a frame in a beat state that is no downbeat. */
  long beat(float beat, float downbeat) {
    double only = bars ? sharp(Math.max(beat, downbeat)) - sharp(downbeat) : sharp(beat);
    return FixedPoint.log(Math.max(only, floor));
  }

  /** Log density of a frame in a downbeat state. */
  long downbeat(float downbeat) {
    return FixedPoint.log(Math.max(sharp(downbeat), floor));
  }

  private double sharp(float activation) {
    // StrictMath gives the same bits on every machine and before and after compilation.
    return sharpness == 1 ? activation : StrictMath.pow(activation, sharpness);
  }
}
