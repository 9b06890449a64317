package org.neume.deploy.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** Members of the stages' groups that take partitions, do nothing with them and leave. */
final class Intruders implements AutoCloseable {
  private record Group(String name, Topic topic, String principal) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("neume-features", Topics.AUDIO, "feature-service"),
          new Group("neume-inference", Topics.FEATURES, "inference-service"),
          new Group("neume-beats", Topics.ACTIVATIONS, "decoder-service"),
          new Group("neume-revisions", Topics.CORRECTIONS, "decoder-service"),
          new Group("neume-notes", Topics.ACTIVATIONS, "transcription-service"),
          new Group("neume-scores", Topics.NOTES, "transcription-service"),
          new Group("neume-rescores", Topics.CORRECTIONS, "transcription-service"));

  private final ComposedChain chain;
  private final List<KafkaConsumer<byte[], byte[]>> members = new ArrayList<>();

  Intruders(ComposedChain chain) {
    this.chain = chain;
  }

  /** Joins and leaves all groups in turns. */
  void comeAndGo(int times, long millis) {
    for (int i = 0; i < times; i++) {
      if (members.isEmpty()) {
        GROUPS.forEach(group -> members.add(join(group)));
      } else {
        close();
      }
      long end = System.currentTimeMillis() + millis;
      while (System.currentTimeMillis() < end) {
        members.forEach(member -> member.poll(Duration.ofMillis(20)));
        if (members.isEmpty()) {
          sleep();
        }
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> join(Group group) {
    Map<String, Object> settings = new HashMap<>(chain.client(group.principal()));
    settings.put("group.id", group.name());
    settings.put("enable.auto.commit", "false");
    settings.put("session.timeout.ms", 6_000);
    settings.put("heartbeat.interval.ms", 2_000);
    settings.put("max.poll.records", 1);
    settings.put("auto.offset.reset", "earliest");
    settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(List.of(group.topic().name()));
    return member;
  }

  @Override
  public void close() {
    members.forEach(KafkaConsumer::close);
    members.clear();
  }
}
