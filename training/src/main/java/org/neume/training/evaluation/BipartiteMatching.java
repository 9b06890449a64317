package org.neume.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A largest set of one-to-one pairs in a bipartite graph (Hopcroft and Karp 1973).
 *
 * <p>Where several sets are largest, figures that look at the pairs themselves, such as the overlap of matched notes, depend
 * on which one is found. The order of search is therefore fixed: estimates by their first reference, then by index; partners
 * by index; unmatched references in the order in which the layers reach them.
 */
final class BipartiteMatching {
  private static final int NONE = -1;
  private static final int START = -2;

  private final List<List<Integer>> neighbors;
  private final List<Integer> order = new ArrayList<>();
  private final int[] estimateOf;

  /** The layers of one round: for references who reached them, for estimates through whom. */
  private final List<List<Integer>> reachedBy;

  private final int[] through;
  private final boolean[] open;

  private BipartiteMatching(int references, int estimates, Adjacency adjacency) {
    neighbors = lists(estimates);
    for (int r = 0; r < references; r++) {
      int reference = r;
      adjacency.estimatesOf(
          r,
          estimate -> {
            if (neighbors.get(estimate).isEmpty()) {
              order.add(estimate);
            }
            neighbors.get(estimate).add(reference);
          });
    }
    estimateOf = new int[references];
    reachedBy = lists(references);
    through = new int[estimates];
    open = new boolean[estimates];
    solve();
  }

  /**
   * Matches.
   *
   * @param adjacency the edges, reference by reference
   * @return for each reference the estimate that it is paired with, or -1
   */
  static int[] match(int references, int estimates, Adjacency adjacency) {
    return new BipartiteMatching(references, estimates, adjacency).estimateOf;
  }

  /** How many pairs a matching has. */
  static int size(int[] matching) {
    return (int) Arrays.stream(matching).filter(estimate -> estimate != NONE).count();
  }

  private void solve() {
    Arrays.fill(estimateOf, NONE);
    for (int estimate : order) {
      for (int reference : neighbors.get(estimate)) {
        if (estimateOf[reference] == NONE) {
          estimateOf[reference] = estimate;
          break;
        }
      }
    }
    List<Integer> ends = layers();
    while (!ends.isEmpty()) {
      ends.forEach(this::augment);
      ends = layers();
    }
  }

  /** Layers estimates and references from the unpaired estimates on; returns the unpaired references first reached. */
  private List<Integer> layers() {
    reachedBy.forEach(List::clear);
    Arrays.fill(through, NONE);
    Arrays.fill(open, false);
    boolean[] paired = new boolean[through.length];
    for (int estimate : estimateOf) {
      if (estimate != NONE) {
        paired[estimate] = true;
      }
    }
    List<Integer> layer = new ArrayList<>();
    for (int estimate : order) {
      if (!paired[estimate]) {
        through[estimate] = START;
        open[estimate] = true;
        layer.add(estimate);
      }
    }
    boolean[] settled = new boolean[estimateOf.length];
    List<Integer> ends = new ArrayList<>();
    while (!layer.isEmpty() && ends.isEmpty()) {
      List<Integer> reached = new ArrayList<>();
      for (int estimate : layer) {
        for (int reference : neighbors.get(estimate)) {
          if (!settled[reference]) {
            if (reachedBy.get(reference).isEmpty()) {
              reached.add(reference);
            }
            reachedBy.get(reference).add(estimate);
          }
        }
      }
      layer = new ArrayList<>();
      for (int reference : reached) {
        settled[reference] = true;
        int partner = estimateOf[reference];
        if (partner == NONE) {
          ends.add(reference);
        } else {
          layer.add(partner);
          through[partner] = reference;
          open[partner] = true;
        }
      }
    }
    return ends;
  }

  /** Walks back through the layers and flips the path where it reaches an unpaired estimate. */
  private boolean augment(int reference) {
    List<Integer> candidates = List.copyOf(reachedBy.get(reference));
    reachedBy.get(reference).clear();
    for (int estimate : candidates) {
      if (open[estimate]) {
        open[estimate] = false;
        if (through[estimate] == START || augment(through[estimate])) {
          estimateOf[reference] = estimate;
          return true;
        }
      }
    }
    return false;
  }

  private static List<List<Integer>> lists(int count) {
    List<List<Integer>> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  /** The edges of the graph. */
  @FunctionalInterface
  interface Adjacency {
    /** Hands over every estimate that the reference may be paired with, rising. */
    void estimatesOf(int reference, IntConsumer found);
  }
}
