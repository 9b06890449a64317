package org.neume.cli.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.Topics;

/** The topic of dead letters. Confined to one thread. */
public final class LetterBox {
  private static final String TOPIC = Topics.DEAD_LETTERS.name();

  private final Broker broker;

  /** The letters on a broker. */
  public LetterBox(Broker broker) {
    this.broker = broker;
  }

  /** The letters that are meant, the oldest first; of one that was written twice, the first. */
  public List<Letter> read(LetterFilter filter) {
    return read(
        filter,
        (scan, sink) -> scan.read(List.of(TOPIC), filter.recordingId(), filter.since(), sink));
  }

  /** The same, without those that lie in partitions that nobody leads. */
  public List<Letter> readThere(LetterFilter filter) {
    return read(filter, (scan, sink) -> scan.readThere(List.of(TOPIC), filter.since(), sink));
  }

  private List<Letter> read(
      LetterFilter filter,
      BiConsumer<TopicScan, Predicate<ConsumerRecord<String, byte[]>>> reading) {
    Map<String, Letter> letters = new LinkedHashMap<>();
    try (TopicScan scan = new TopicScan(broker)) {
      reading.accept(
          scan,
          record -> {
            Letter.of(record)
                .filter(filter::takes)
                .ifPresent(l -> letters.putIfAbsent(l.stage() + " " + l.whence(), l));
            return true;
          });
    }
    return letters.values().stream()
        .sorted(Comparator.comparingLong(Letter::time).thenComparing(Letter::place))
        .toList();
  }

  /** The record at a place, with its headers; empty if none is there, or none that a stage wrote. */
  public Optional<ConsumerRecord<String, byte[]>> open(LetterPlace place) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (TopicScan scan = new TopicScan(broker)) {
      scan.readOne(TOPIC, place.partition(), place.offset(), found::add);
    }
    return found.stream().filter(record -> Letter.of(record).isPresent()).findFirst();
  }

  /** The letter at a place; empty if none is there. */
  public Optional<Letter> find(LetterPlace place) {
    return open(place).flatMap(Letter::of);
  }
}
