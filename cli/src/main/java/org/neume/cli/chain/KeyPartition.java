package org.neume.cli.chain;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;

/** Where a recording is in a topic: what producers make of its key. */
public final class KeyPartition {
  private KeyPartition() {}

  /** The partition among so many. */
  public static int of(String topic, String recordingId, int partitions) {
    try (StringSerializer keys = new StringSerializer()) {
      return BuiltInPartitioner.partitionForKey(keys.serialize(topic, recordingId), partitions);
    }
  }
}
