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
  RECORDINGS(0, 'r'),
  /** What happened to it. */
  STATUS(1, 't'),
  /** Its beats and its tempo. */
  BEATS(2, 'b'),
  /** Its notes. */
  NOTES(3, 'n'),
  /** Its scores. */
  SCORES(4, 's'),
  /** What people put right. */
  CORRECTIONS(5, 'c');

  /** How many places there are. */
  static final int COUNT = 6;

  private final int number;
  private final char letter;

  Place(int number, char letter) {
    this.number = number;
    this.letter = letter;
  }

  /** Its number, from 0: fixed, for it is a part of what is kept. */
  int number() {
    return number;
  }

  /** The letter in a cursor. */
  char letter() {
    return letter;
  }

  /** The topic. */
  public Topic topic() {
    return switch (this) {
      case RECORDINGS -> Topics.RECORDINGS;
      case STATUS -> Topics.STATUS;
      case BEATS -> Topics.BEATS;
      case NOTES -> Topics.NOTES;
      case SCORES -> Topics.SCORES;
      case CORRECTIONS -> Topics.CORRECTIONS;
    };
  }

  /** How its records are read; the caller knows their class. */
  @SuppressWarnings("unchecked")
  public <T> StreamType<T> type() {
    StreamType<?> type =
        switch (this) {
          case RECORDINGS -> Streams.RECORDINGS;
          case STATUS -> Streams.STATUS;
          case BEATS -> Streams.BEATS;
          case NOTES -> Streams.NOTES;
          case SCORES -> Streams.SCORES;
          case CORRECTIONS -> Streams.CORRECTIONS;
        };
    return (StreamType<T>) type;
  }

  /** The place of a topic by its name on the broker. */
  public static Optional<Place> of(String topicName) {
    return Arrays.stream(values()).filter(p -> p.topic().name().equals(topicName)).findAny();
  }

  /** The place that a letter stands for. */
  static Optional<Place> of(char letter) {
    return Arrays.stream(values()).filter(p -> p.letter == letter).findAny();
  }

  /** The place of this number. */
  static Place of(int number) {
    return values()[number];
  }
}
