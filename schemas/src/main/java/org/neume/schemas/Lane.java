package org.neume.schemas;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way through the chain with topics, consumer groups and replicas of its own up to the results, so that
 * what can wait never stands before what cannot: Kafka knows no priorities (docs/adr/020-lanes.md).
 * Results, statuses and dead letters of all lanes are in the same topics: who reads them need not know
 * lanes.
 */
public enum Lane {
  /** What somebody waits for. */
  LIVE,
  /** What can wait: imports of whole collections. */
  BULK;

  /**
   * The header by which a record in a topic that lanes share says which one wrote it; a record without it
   * is {@link #LIVE}.
   */
  public static final String HEADER = "neume-lane";

  private static final Map<Topic, Topic> BULK_TOPICS =
      Map.of(
          Topics.AUDIO, Topics.AUDIO_BULK,
          Topics.FEATURES, Topics.FEATURES_BULK,
          Topics.ACTIVATIONS, Topics.ACTIVATIONS_BULK);

  /** The name that people type and meters carry: {@code live} or {@code bulk}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The lane of this name. */
  public static Optional<Lane> find(String text) {
    return Stream.of(values()).filter(lane -> lane.text().equals(text)).findAny();
  }

  /**
   * The lane of this name.
   *
   * @throws IllegalArgumentException in one line if there is none
   */
  public static Lane of(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no lane is called [%s]: give live or bulk".formatted(text)));
  }

  /** What this lane has in the place of a topic of the live lane: its own, or the one that all share. */
  public Topic of(Topic topic) {
    return this == LIVE ? topic : BULK_TOPICS.getOrDefault(topic, topic);
  }

  /** The same by name; a name that is not in the topic table is left as it is. */
  public String topic(String name) {
    return this == LIVE
        ? name
        : Topics.find(name)
            .filter(topic -> topic.name().equals(name))
            .map(this::of)
            .map(Topic::name)
            .orElse(name);
  }

  /** What a consumer group of the live lane is called here. */
  public String group(String group) {
    return this == LIVE ? group : group + "-" + text();
  }

  /** Whether all lanes write and read a topic of the table. */
  public static boolean isShared(String name) {
    return Topics.LIVE.stream()
        .anyMatch(topic -> topic.name().equals(name) && !BULK_TOPICS.containsKey(topic));
  }

  /** The lane that a topic belongs to; {@link #LIVE} where lanes share it. */
  public static Lane ofTopic(String name) {
    return BULK_TOPICS.values().stream().anyMatch(topic -> topic.name().equals(name)) ? BULK : LIVE;
  }
}
