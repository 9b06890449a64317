package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class EventMatchingTest {

  @Example
  void aCrowdedPlaceIsSharedOutWithoutWaste() {
    // Taking the nearest pair first, 1.00 with 1.01, would leave 0.95 without a partner.
    assertThat(EventMatching.count(new double[] {0.95, 1.0}, new double[] {1.01, 1.06}, 0.07))
        .isEqualTo(2);
  }

  @Property(tries = 500)
  void theCountIsThatOfTheLargestBipartiteMatching(
      @ForAll @Size(max = 8) List<@DoubleRange(max = 1) Double> references,
      @ForAll @Size(max = 8) List<@DoubleRange(max = 1) Double> estimates) {
    double[] a = sorted(references);
    double[] b = sorted(estimates);
    assertThat(EventMatching.count(a, b, 0.1)).isEqualTo(best(a, b, 0, 0));
  }

  /** Tries everything: each reference in turn stays alone or takes any free estimate. */
  private static int best(double[] a, double[] b, int from, int usedMask) {
    if (from == a.length) {
      return 0;
    }
    int most = best(a, b, from + 1, usedMask);
    for (int j = 0; j < b.length; j++) {
      boolean near = b[j] + 0.1 >= a[from] && b[j] - 0.1 <= a[from];
      if (near && (usedMask >> j & 1) == 0) {
        most = Math.max(most, 1 + best(a, b, from + 1, usedMask | 1 << j));
      }
    }
    return most;
  }

  private static double[] sorted(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(array);
    return array;
  }
}
