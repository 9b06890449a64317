package org.neume.training.multipitch;

import java.util.List;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.training.evaluation.PrecisionRecall;
import org.neume.training.train.Figures;
import org.neume.training.train.Settings;

/** Solves linear regressions, all on the same frames, and measures them. */
final class SolvedRegressions {
  private static final double[] RIDGES = {3e-3, 3e-2};

  private final MultipitchSplit split;
  private final Settings settings;
  private final int heard;

  /**
   * Prepares them.
   *
   * @param settings of a comparison
   */
  SolvedRegressions(MultipitchSplit split, Settings settings) {
    this.split = split;
    this.settings = settings;
    this.heard = (int) Math.ceil(settings.number("table-heard") * 44_100 / MultipitchPiece.HOP);
  }

  /** Weights of a regression, with the biases. */
  static int parameters(SpectrumConfig config) {
    return (config.bins() + 1) * MultipitchPiece.PITCHES;
  }

  /** The figures of a regression on a spectrum, with the ridge that validation chose. */
  Figures figures(SpectrumConfig config) {
    PieceFeatures features = new PieceFeatures(config);
    LeastSquares squares =
        new LeastSquares(
            LabeledFrames.drawn(
                split.training(),
                features,
                settings.whole("table-frames"),
                settings.number("softest"),
                settings.number("loudest"),
                settings.wholeLong("seed")),
            settings.whole("threads"));
    LabeledFrames validation = standardized(squares, split.validation(), features);
    float[] best = new float[0];
    double score = -1;
    for (double ridge : RIDGES) {
      float[] weights = squares.solve(ridge);
      double average = curve(squares, validation, weights).average();
      if (average > score) {
        score = average;
        best = weights;
      }
    }
    float[] kept = best;
    return MultipitchValidator.figures(
        split,
        pieces ->
            curve(
                squares,
                pieces.equals(split.validation())
                    ? validation
                    : standardized(squares, pieces, features),
                kept));
  }

  private LabeledFrames standardized(
      LeastSquares squares, List<MultipitchPiece> pieces, PieceFeatures features) {
    return squares.standardize(LabeledFrames.middles(pieces, features, heard));
  }

  private static PrecisionRecall curve(
      LeastSquares squares, LabeledFrames frames, float[] weights) {
    return new PrecisionRecall(squares.estimates(frames, weights), frames.labels());
  }
}
