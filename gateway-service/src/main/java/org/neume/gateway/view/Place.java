package org.neume.gateway.view;

import java.util.Arrays;
import java.util.Optional;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** The topics that the gateway follows, each with the letter that stands for it in a cursor. */
public enum Place {
  /** What each recording is and whose. */
  RECORDINGS('r', Topics.RECORDINGS, Streams.RECORDINGS),
  /** What happened to it. */
  STATUS('t', Topics.STATUS, Streams.STATUS),
  /** Its beats and its tempo. */
  BEATS('b', Topics.BEATS, Streams.BEATS),
  /** Its notes. */
  NOTES('n', Topics.NOTES, Streams.NOTES),
  /** Its scores. */
  SCORES('s', Topics.SCORES, Streams.SCORES),
  /** What people put right. */
  CORRECTIONS('c', Topics.CORRECTIONS, Streams.CORRECTIONS);

  private final char letter;
  private final Topic topic;
  private final StreamType<?> type;

  Place(char letter, Topic topic, StreamType<?> type) {
    this.letter = letter;
    this.topic = topic;
    this.type = type;
  }

  /** The letter in a cursor. */
  char letter() {
    return letter;
  }

  /** The topic. */
  public Topic topic() {
    return topic;
  }

  /** How its records are read; the caller knows their class. */
  @SuppressWarnings("unchecked")
  public <T> StreamType<T> type() {
    return (StreamType<T>) type;
  }

  /** The place of a topic by its name on the broker. */
  public static Optional<Place> of(String topicName) {
    return Arrays.stream(values()).filter(p -> p.topic.name().equals(topicName)).findAny();
  }

  /** The place that a letter stands for. */
  static Optional<Place> of(char letter) {
    return Arrays.stream(values()).filter(p -> p.letter == letter).findAny();
  }
}
