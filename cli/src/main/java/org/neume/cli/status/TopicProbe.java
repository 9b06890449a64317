package org.neume.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Lane;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** Looks at topics. Confined to one thread. */
final class TopicProbe {
  /** Settings that an operator may choose. */
  private static final String RETENTION = "retention.ms";

  private static final String LARGEST = "max.message.bytes";

  private final Admin admin;
  private final AdminAnswers answers;

  TopicProbe(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /** A topic by its name, and the row of the topic table that it is made by. */
  private record Named(String name, Topic like) {}

  /**
   * Looks at all topics of the topic table, and at those of lanes.
   *
   * @param lanes lanes beside the usual one
   */
  List<TopicState> look(List<Lane> lanes) {
    List<Named> all = new ArrayList<>();
    Topics.LIVE.forEach(topic -> all.add(new Named(topic.name(), topic)));
    for (Lane lane : lanes) {
      Topics.ALL.stream()
          .filter(topic -> Lane.ofTopic(topic.name()) == lane)
          .forEach(topic -> all.add(new Named(topic.name(), topic)));
    }
    Map<String, KafkaFuture<TopicDescription>> topics =
        admin.describeTopics(all.stream().map(Named::name).toList()).topicNameValues();
    Map<ConfigResource, KafkaFuture<Config>> configs =
        admin.describeConfigs(all.stream().map(named -> resource(named.name())).toList()).values();
    List<TopicState> states = new ArrayList<>();
    for (Named named : all) {
      TopicDescription topic = answers.orNull(Objects.requireNonNull(topics.get(named.name())));
      Config config = answers.orNull(Objects.requireNonNull(configs.get(resource(named.name()))));
      states.add(topic == null ? TopicState.missing(named.name()) : state(named, topic, config));
    }
    TopicState audio = states.get(0);
    return states.stream().map(s -> s.against(audio.name(), audio.partitions())).toList();
  }

  private static TopicState state(Named named, TopicDescription topic, @Nullable Config config) {
    String name = named.name();
    List<TopicPartitionInfo> partitions = topic.partitions();
    int behind =
        (int) partitions.stream().filter(p -> p.isr().size() < p.replicas().size()).count();
    Set<Integer> leaderless =
        partitions.stream()
            .filter(p -> p.leader() == null || p.leader().isEmpty())
            .map(TopicPartitionInfo::partition)
            .collect(Collectors.toSet());
    List<String> problems = new ArrayList<>();
    if (!leaderless.isEmpty()) {
      problems.add(
          "%d partitions of %s have no leader; start the brokers that hold them"
              .formatted(leaderless.size(), name));
    } else if (behind > 0) {
      problems.add(
          "%d partitions of %s are under-replicated; see which broker is away or behind"
              .formatted(behind, name));
    }
    List<String> differences = new ArrayList<>();
    if (config != null) {
      named
          .like()
          .settings()
          .forEach(
              (setting, value) -> compare(name, setting, value, config, differences, problems));
    }
    return new TopicState(
        name,
        partitions.size(),
        partitions.isEmpty() ? 0 : partitions.get(0).replicas().size(),
        behind,
        leaderless,
        differences,
        problems);
  }

  private static void compare(
      String topic,
      String setting,
      String value,
      Config config,
      List<String> differences,
      List<String> problems) {
    ConfigEntry entry = config.get(setting);
    String found = entry == null || entry.value() == null ? value : entry.value();
    if (found.equals(value)) {
      return;
    }
    differences.add(setting + "=" + found);
    boolean larger = setting.equals(LARGEST) && Long.parseLong(found) > Long.parseLong(value);
    if (!setting.equals(RETENTION) && !larger) {
      problems.add(
          "%s has %s=%s; set it to %s with kafka-configs.sh"
              .formatted(topic, setting, found, value));
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
