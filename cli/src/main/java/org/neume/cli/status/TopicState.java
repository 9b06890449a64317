package org.neume.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a topic is.
 *
 * @param name its name on the broker
 * @param partitions how many it has; 0 where it is missing
 * @param replicas how many copies there are to be of each
 * @param underReplicated partitions of which a copy is behind or away
 * @param leaderless partitions that nobody leads
 * @param differences settings that are not those of the topic table, as {@code name=value}; of those
 *     an operator may choose, {@code retention.ms} alone
 * @param problems what is wrong, in one line each
 */
public record TopicState(
    String name,
    int partitions,
    int replicas,
    int underReplicated,
    Set<Integer> leaderless,
    List<String> differences,
    List<String> problems) {
  /** Copies the lists. */
  public TopicState {
    leaderless = Set.copyOf(leaderless);
    differences = List.copyOf(differences);
    problems = List.copyOf(problems);
  }

  static TopicState missing(String name) {
    return new TopicState(
        name,
        0,
        0,
        0,
        Set.of(),
        List.of(),
        List.of(
            "the topic %s is missing, or is not shown to us; create it (docs/operations.md), or grant Describe on it"
                .formatted(name)));
  }

  /** The same, held against the number of partitions that all topics have to have. */
  TopicState against(String otherTopic, int otherPartitions) {
    if (partitions == 0 || otherPartitions == 0 || partitions == otherPartitions) {
      return this;
    }
    List<String> more = new ArrayList<>(problems);
    more.add(
        "%s has %d partitions, %s has %d: a recording keeps its partition, make them equal"
            .formatted(name, partitions, otherTopic, otherPartitions));
    return new TopicState(
        name, partitions, replicas, underReplicated, leaderless, differences, more);
  }
}
