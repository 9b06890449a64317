package org.neume.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neume.cli.chain.KeyPartition;
import org.neume.schemas.Topics;

/**
 * Names of recordings of which every partition gets equally many. Left to chance, of a hundred
 * recordings among 24 partitions one gets twice its share, and a benchmark would measure that.
 */
final class BalancedIds {
  private BalancedIds() {}

  /**
   * Finds names.
   *
   * @param partitions partitions of the chain's topics
   * @param each names for each of them
   * @param prefix what all begin with
   * @return the names by partition
   */
  static List<List<String>> of(int partitions, int each, String prefix) {
    List<List<String>> ids =
        IntStream.range(0, partitions).<List<String>>mapToObj(p -> new ArrayList<>()).toList();
    int missing = partitions * each;
    for (int number = 0; missing > 0; number++) {
      String id = prefix + number;
      List<String> own = ids.get(KeyPartition.of(Topics.FEATURES.name(), id, partitions));
      if (own.size() < each) {
        own.add(id);
        missing--;
      }
    }
    return ids;
  }
}
