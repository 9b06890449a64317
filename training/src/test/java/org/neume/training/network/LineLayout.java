package org.neume.training.network;

import java.util.List;

/** The weights of a straight line, for tests of what every network shares. */
public final class LineLayout {
  /** One weight, one bias. */
  public static final WeightLayout LINE =
      WeightLayout.of(
          List.of(WeightSpec.matrix("slope.kernel", 1, 1), WeightSpec.bias("slope.bias", 1, 0)), 1);

  private LineLayout() {}
}
