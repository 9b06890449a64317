package org.neume.training.train;

/**
 * Means over pieces of a validation; not a number where no piece has the figure.
 *
 * @param loss cross-entropy of the beat activation with the beat frames, nats per frame
 * @param renderedBeat beat F-measure of rendered pieces
 * @param renderedDownbeat downbeat F-measure of rendered pieces
 * @param realBeat beat F-measure of recordings
 * @param realDownbeat downbeat F-measure of recordings
 */
public record ValidationResult(
    double loss,
    double renderedBeat,
    double renderedDownbeat,
    double realBeat,
    double realDownbeat) {

  /** The figure that decides which weights are kept: the mean of the F-measures that exist. */
  public double score() {
    double[] figures = {renderedBeat, renderedDownbeat, realBeat, realDownbeat};
    double sum = 0;
    int count = 0;
    for (double figure : figures) {
      if (!Double.isNaN(figure)) {
        sum += figure;
        count++;
      }
    }
    return count == 0 ? -loss : sum / count;
  }
}
