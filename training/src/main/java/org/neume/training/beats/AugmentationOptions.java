package org.neume.training.beats;

/**
 * How segments are varied while training. Every choice is drawn anew for every segment.
 *
 * @param gainDecibels the level is multiplied by up to this much, either way
 * @param equalizerDecibels largest boost or cut of a smooth random equaliser
 * @param stretch largest relative change of tempo by resampling the features in time
 * @param stretchShare share of the segments that are stretched
 * @param bandShift largest transposition in bands, either way
 * @param bandMaskShare share of the segments that lose a range of bands
 * @param timeMaskShare share of the segments in which stretches of up to 2 s fall silent
 * @param noiseShare share of the segments that get a noise floor
 * @param silence frames of silence that a segment may show before and behind its piece
 */
public record AugmentationOptions(
    double gainDecibels,
    double equalizerDecibels,
    double stretch,
    double stretchShare,
    int bandShift,
    double bandMaskShare,
    double timeMaskShare,
    double noiseShare,
    int silence) {

  /** What the recipe uses. */
  public static AugmentationOptions standard() {
    return new AugmentationOptions(9, 6, 0.2, 0.5, 2, 0.25, 0.25, 0.3, 200);
  }

  /** No variation: segments as they are. */
  public static AugmentationOptions none() {
    return new AugmentationOptions(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
