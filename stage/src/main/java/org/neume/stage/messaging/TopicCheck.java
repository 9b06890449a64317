package org.neume.stage.messaging;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Topics;

/**
 * Whether a broker has the topics of a stage, with partitions that fit. Looked at before any input
 * is taken: a producer would wait for a missing topic for ever and say nothing.
 */
final class TopicCheck {
  private final StageTopics topics;

  TopicCheck(StageTopics topics) {
    this.topics = topics;
  }

  /**
   * What has to be mended first.
   *
   * @param broker its address, for the message
   * @param partitions the number of partitions of each topic that the broker has and shows us
   * @return one line with the cause and the remedy; null if all is well
   */
  @Nullable String problem(String broker, Map<String, Integer> partitions) {
    List<String> missing =
        topics.all().stream().filter(topic -> !partitions.containsKey(topic)).toList();
    int inputs = partitions.getOrDefault(topics.input(), Topics.AUDIO.partitions());
    if (!missing.isEmpty()) {
      return "%s missing on %s: create with 'kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d' (settings: docs/operations.md) and allow us to read it, or use './neume up', whose broker has all topics"
          .formatted(
              (missing.size() == 1 ? "the topic %s is" : "the topics %s are")
                  .formatted(String.join(", ", missing)),
              broker,
              broker,
              missing.get(0),
              inputs);
    }
    for (String equal :
        Stream.concat(Stream.of(topics.output()), topics.beside().stream()).toList()) {
      int others = partitions.getOrDefault(equal, 0);
      if (inputs != others) {
        return "%s has %d partitions, %s has %d: a recording keeps its partition, make them equal"
            .formatted(topics.input(), inputs, equal, others);
      }
    }
    int statuses = partitions.getOrDefault(topics.status(), 0);
    if (statuses < inputs) {
      return "%s has %d partitions, %s has %d: a recording keeps its partition, add some with 'kafka-topics.sh --bootstrap-server %s --alter --topic %s --partitions %d'"
          .formatted(
              topics.input(), inputs, topics.status(), statuses, broker, topics.status(), inputs);
    }
    return null;
  }
}
