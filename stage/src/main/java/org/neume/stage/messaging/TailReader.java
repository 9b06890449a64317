package org.neume.stage.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.neume.schemas.StreamType;
import org.neume.stage.CommitPoint;
import org.neume.stage.OutputTail;
import org.neume.stage.RecordCodec;
import org.neume.stage.RetryLaterException;
import org.neume.stage.StartPoint;

/**
 * Reads what a successor needs from the logs: the last commit's metadata, and the own output from
 * there to its end. Confined to one thread at a time.
 *
 * <p>Where every input stream is one record ({@link org.neume.stage.StageDefinition#takesSingleRecords}),
 * what is open has all of its input behind the commit, and outputs have their inputs' time stamps. So
 * what is read are outputs that are not older than the first input behind the commit, and none where
 * there is no such input: others may have filled the topic for weeks since this stage last wrote there.
 *
 * @param <O> output record class
 */
final class TailReader<O> {
  private static final Logger LOG = Logger.getLogger(TailReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final StreamType<O> type;
  private final RecordCodec<O> codec;
  private final String outputTopic;
  private final boolean singleRecords;
  private final LaneFilter lanes;

  /**
   * A reader of a stage's output.
   *
   * @param singleRecords whether every input stream of the stage is one record
   * @param lanes which of the outputs may be this stage's
   */
  TailReader(
      StreamType<O> type,
      RecordCodec<O> codec,
      String outputTopic,
      boolean singleRecords,
      LaneFilter lanes) {
    this.lanes = lanes;
    this.type = type;
    this.codec = codec;
    this.outputTopic = outputTopic;
    this.singleRecords = singleRecords;
  }

  /**
   * Reads the tails of these input partitions' outputs.
   *
   * @param consumer a consumer of the stage's group without a subscription; left assigned
   */
  List<Takeover<O>> read(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> inputs) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(inputs));
    Map<TopicPartition, Long> inputBegins = consumer.beginningOffsets(inputs);
    Map<TopicPartition, Long> inputEnds = consumer.endOffsets(inputs);
    Set<TopicPartition> outputs = inputs.stream().map(this::output).collect(Collectors.toSet());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(outputs);
    Map<TopicPartition, Long> ends = consumer.endOffsets(outputs);
    Map<TopicPartition, OutputTail<O>> tails = new HashMap<>();
    Map<TopicPartition, CommitPoint> points = new HashMap<>();
    Map<TopicPartition, Long> firsts = new HashMap<>();
    for (TopicPartition input : inputs) {
      OffsetAndMetadata commit = committed.get(input);
      CommitPoint point =
          commit == null
              ? new CommitPoint(0, 0, CommitPoint.NO_TIME)
              : CommitPoint.committed(commit.offset(), commit.metadata());
      points.put(input, point);
      firsts.put(input, Math.max(at(inputBegins, input), point.offset()));
    }
    Map<TopicPartition, Long> since = singleRecords ? since(consumer, firsts, inputEnds) : Map.of();
    consumer.assign(outputs);
    points.forEach(
        (input, point) -> {
          TopicPartition output = output(input);
          tails.put(output, new OutputTail<>(type));
          long end = at(ends, output);
          // A group that never had an input has no outputs.
          boolean unused =
              committed.get(input) == null && at(inputBegins, input) == at(inputEnds, input);
          long from = singleRecords ? since.getOrDefault(output, end) : point.tailFrom();
          from = unused ? end : Math.min(from, end);
          consumer.seek(output, Math.max(at(begins, output), from));
        });
    drain(consumer, ends, tails);
    List<Takeover<O>> takeovers = new ArrayList<>();
    for (TopicPartition input : inputs) {
      TopicPartition output = output(input);
      CommitPoint point = points.getOrDefault(input, new CommitPoint(0, 0, CommitPoint.NO_TIME));
      OutputTail<O> tail = tails.getOrDefault(output, new OutputTail<>(type));
      LOG.debugf(
          "%s goes on at %d with the tails of %d recordings", input, point.offset(), tail.size());
      takeovers.add(
          new Takeover<>(
              input.partition(),
              at(firsts, input),
              new StartPoint<>(point.logTime(), at(inputEnds, input), at(ends, output), tail)));
    }
    return takeovers;
  }

  /** The first offset of an output that one of the inputs still to be taken may have led to. */
  private Map<TopicPartition, Long> since(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> firsts,
      Map<TopicPartition, Long> ends) {
    FirstInputs inputs = new FirstInputs(consumer);
    Map<TopicPartition, Long> times = new HashMap<>();
    inputs.times(firsts, ends).forEach((input, time) -> times.put(output(input), time));
    return inputs.outputsSince(times);
  }

  private void drain(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, OutputTail<O>> tails) {
    ReadingProgress progress = new ReadingProgress(consumer, ends, System::nanoTime);
    while (tails.keySet().stream().anyMatch(p -> consumer.position(p) < at(ends, p))) {
      progress.check();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        OutputTail<O> tail = tails.get(new TopicPartition(record.topic(), record.partition()));
        if (tail == null || record.value() == null || lanes.passesOver(record.headers())) {
          continue;
        }
        try {
          tail.add(codec.decode(record.value()), record.offset());
        } catch (RetryLaterException e) {
          throw e;
        } catch (RuntimeException e) {
          PassedOver.say(record, e);
        }
      }
    }
  }

  private TopicPartition output(TopicPartition input) {
    return new TopicPartition(outputTopic, input.partition());
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }
}
