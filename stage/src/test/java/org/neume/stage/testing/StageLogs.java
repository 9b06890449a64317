package org.neume.stage.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.RecordingStatus;
import org.neume.stage.CommitPoint;
import org.neume.stage.DeadLetter;
import org.neume.stage.InputRecord;
import org.neume.stage.OutputRecord;
import org.neume.stage.OutputTail;
import org.neume.stage.RecordCodec;
import org.neume.stage.StartPoint;

/**
 * What survives every crash of a stage: one input partition, what the stage wrote, and its last
 * commit.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
public final class StageLogs<I extends SpecificRecordBase, O extends SpecificRecordBase> {
  /** The chain's own encoding, without a broker. */
  static final class Codec<T extends SpecificRecordBase> implements RecordCodec<T> {
    private final Class<T> type;
    private final AvroSerializer serializer = new AvroSerializer();
    private final AvroDeserializer deserializer = new AvroDeserializer();

    Codec(Class<T> type) {
      this.type = type;
    }

    @Override
    public byte[] encode(T record) {
      byte[] bytes = serializer.serialize("test", record);
      if (bytes == null) {
        throw new AssertionError("no bytes");
      }
      return bytes;
    }

    @Override
    public T decode(byte[] bytes) {
      return type.cast(deserializer.deserialize("test", bytes));
    }
  }

  private static final long HOUR_MILLIS = 3_600_000;

  final StreamType<O> outputType;
  final Codec<I> inputs;
  final Codec<O> outputs;
  final Codec<RecordingStatus> statuses = new Codec<>(RecordingStatus.class);
  final List<InputRecord> published = new ArrayList<>();
  private final StreamType<I> inputType;
  private final Map<OutputRecord.Kind, List<OutputRecord>> written =
      new EnumMap<>(OutputRecord.Kind.class);
  @Nullable CommitPoint committed;

  /** Empty logs of a stage that reads and writes these types. */
  public StageLogs(StreamType<I> inputType, StreamType<O> outputType) {
    this.inputType = inputType;
    this.outputType = outputType;
    inputs = new Codec<>(inputType.recordClass());
    outputs = new Codec<>(outputType.recordClass());
    for (OutputRecord.Kind kind : OutputRecord.Kind.values()) {
      written.put(kind, new ArrayList<>());
    }
  }

  /** Fresh logs with the same inputs. */
  public StageLogs<I, O> copyOfInputs() {
    StageLogs<I, O> copy = new StageLogs<>(inputType, outputType);
    copy.published.addAll(published);
    return copy;
  }

  /** Appends what is no record of the chain. */
  public void publishDamaged(String key, long timestamp) {
    published.add(new InputRecord(published.size(), timestamp, key, new byte[] {1, 2, 3}));
  }

  /** Appends an input. */
  public void publish(I input, long timestamp) {
    published.add(
        new InputRecord(
            published.size(), timestamp, inputType.recordingId(input), inputs.encode(input)));
  }

  long write(OutputRecord record) {
    List<OutputRecord> log = log(record.kind());
    log.add(record);
    return log.size() - 1L;
  }

  /** The offset of the first input to be read by whoever takes over now. */
  int firstInput() {
    return committed == null ? 0 : (int) committed.offset();
  }

  /**
   * What a successor learns from the logs, as the shell would read it.
   *
   * @param singleRecords whether each input is a stream of its own
   */
  StartPoint<O> startPoint(boolean singleRecords) {
    CommitPoint point =
        committed == null
            ? new CommitPoint(0, 0, CommitPoint.NO_TIME)
            : CommitPoint.committed(committed.offset(), committed.metadata());
    List<OutputRecord> records = log(OutputRecord.Kind.OUTPUT);
    OutputTail<O> tail = new OutputTail<>(outputType);
    int from = singleRecords ? firstSince(firstInput(), records) : (int) point.tailFrom();
    for (int offset = from; offset < records.size(); offset++) {
      tail.add(outputs.decode(records.get(offset).value()), offset);
    }
    return new StartPoint<>(point.logTime(), published.size(), records.size(), tail);
  }

  /** The first output that is not an hour older than an input; none behind the last input. */
  private int firstSince(int input, List<OutputRecord> records) {
    int first = input < published.size() ? 0 : records.size();
    while (first < records.size()
        && records.get(first).timestamp() < published.get(input).timestamp() - HOUR_MILLIS) {
      first++;
    }
    return first;
  }

  /** Every output record as its readers see it, by recording and stream: repeats dropped. */
  public Map<String, List<O>> outputs() {
    return read(outputType, outputs, OutputRecord.Kind.OUTPUT);
  }

  /** Every status stream as its readers see it. */
  public Map<String, List<RecordingStatus>> statuses() {
    return read(Streams.STATUS, statuses, OutputRecord.Kind.STATUS);
  }

  /** Who is to blame: offset and cause of every dead letter, once each. */
  public Set<String> deadLetters() {
    Set<String> letters = new TreeSet<>();
    for (OutputRecord record : log(OutputRecord.Kind.DEAD_LETTER)) {
      letters.add(
          record.headers().get(DeadLetter.OFFSET) + " " + record.headers().get(DeadLetter.CAUSE));
    }
    return letters;
  }

  /** How many dead letters were written, repeats included. */
  public int writtenDeadLetters() {
    return log(OutputRecord.Kind.DEAD_LETTER).size();
  }

  private <T extends SpecificRecordBase> Map<String, List<T>> read(
      StreamType<T> type, Codec<T> codec, OutputRecord.Kind kind) {
    Map<String, List<T>> streams = new TreeMap<>();
    for (OutputRecord record : log(kind)) {
      T value = codec.decode(record.value());
      String name = type.recordingId(value) + "/" + type.stream(value);
      List<T> stream = streams.computeIfAbsent(name, n -> new ArrayList<>());
      long sequence = type.sequence(value);
      if (sequence > stream.size()) {
        throw new AssertionError("gap in %s: %d after %d".formatted(name, sequence, stream.size()));
      }
      if (sequence == stream.size()) {
        stream.add(value);
      } else if (!stream.get((int) sequence).equals(value)) {
        throw new AssertionError("%s says two things under number %d".formatted(name, sequence));
      }
    }
    return streams;
  }

  private List<OutputRecord> log(OutputRecord.Kind kind) {
    return written.getOrDefault(kind, List.of());
  }
}
