package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BipartiteMatchingTest {
  private static final int SIDE = 7;

  @Property(tries = 500)
  void theMatchingIsOneToOneAlongEdgesAndAsLargeAsCanBe(
      @ForAll @Size(SIDE) @IntRange(max = (1 << SIDE) - 1) int[] edges) {
    int[] matching =
        BipartiteMatching.match(
            SIDE,
            SIDE,
            (reference, found) -> {
              for (int e = 0; e < SIDE; e++) {
                if ((edges[reference] >> e & 1) == 1) {
                  found.accept(e);
                }
              }
            });
    int[] used = Arrays.stream(matching).filter(e -> e >= 0).toArray();
    assertThat(used).doesNotHaveDuplicates();
    for (int r = 0; r < SIDE; r++) {
      assertThat(matching[r] < 0 || (edges[r] >> matching[r] & 1) == 1).isTrue();
    }
    assertThat(BipartiteMatching.size(matching))
        .isEqualTo(used.length)
        .isEqualTo(best(edges, 0, 0));
  }

  private static int best(int[] edges, int from, int usedMask) {
    if (from == edges.length) {
      return 0;
    }
    int most = best(edges, from + 1, usedMask);
    for (int e = 0; e < SIDE; e++) {
      if ((edges[from] >> e & 1) == 1 && (usedMask >> e & 1) == 0) {
        most = Math.max(most, 1 + best(edges, from + 1, usedMask | 1 << e));
      }
    }
    return most;
  }
}
