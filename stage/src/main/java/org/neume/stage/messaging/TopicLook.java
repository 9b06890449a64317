package org.neume.stage.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * What a broker says of its topics at one time.
 *
 * @param partitions the number of partitions of each topic that it has and shows us
 * @param leaderless partitions that no broker leads: nothing is read from them or written to them
 * @param outOfSync partitions of which fewer brokers have everything than should
 */
record TopicLook(
    Map<String, Integer> partitions,
    Set<TopicPartition> leaderless,
    Set<TopicPartition> outOfSync) {
  /** Before anything was seen. */
  static final TopicLook NONE = new TopicLook(Map.of(), Set.of(), Set.of());

  /** From the answer of a broker. */
  static TopicLook of(Map<String, List<PartitionInfo>> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    Set<TopicPartition> leaderless = new HashSet<>();
    Set<TopicPartition> outOfSync = new HashSet<>();
    topics.forEach(
        (topic, infos) -> {
          partitions.put(topic, infos.size());
          for (PartitionInfo info : infos) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            // As in MetadataResponse: nobody is either null or a node without an address.
            if (info.leader() == null || info.leader().isEmpty()) {
              leaderless.add(partition);
            }
            if (info.inSyncReplicas().length < info.replicas().length) {
              outOfSync.add(partition);
            }
          }
        });
    return new TopicLook(Map.copyOf(partitions), Set.copyOf(leaderless), Set.copyOf(outOfSync));
  }

  /** The part of it that is of these topics. */
  TopicLook of(Set<String> topics) {
    Map<String, Integer> some = new HashMap<>(partitions);
    some.keySet().retainAll(topics);
    return new TopicLook(some, among(leaderless, topics), among(outOfSync, topics));
  }

  private static Set<TopicPartition> among(Set<TopicPartition> all, Set<String> topics) {
    Set<TopicPartition> some = new HashSet<>(all);
    some.removeIf(partition -> !topics.contains(partition.topic()));
    return Set.copyOf(some);
  }
}
