package org.neume.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;

/** What survives every crash: the input partition, what was written, and the last commit. */
final class SimulatedLogs {
  static final RecordCodec<AudioChunk> AUDIO = new AvroCodec<>(AudioChunk.class);
  static final RecordCodec<FeatureBlock> BLOCKS = new AvroCodec<>(FeatureBlock.class);
  static final RecordCodec<RecordingStatus> STATUSES = new AvroCodec<>(RecordingStatus.class);

  final List<InputRecord> inputs = new ArrayList<>();
  final Map<OutputRecord.Kind, List<OutputRecord>> written = new HashMap<>();

  /** Offsets of inputs that are another lane's. */
  final Set<Long> foreign = new HashSet<>();

  @Nullable CommitPoint committed;

  SimulatedLogs() {
    for (OutputRecord.Kind kind : OutputRecord.Kind.values()) {
      written.put(kind, new ArrayList<>());
    }
  }

  /** A fresh set of logs with the same inputs. */
  SimulatedLogs copyOfInputs() {
    SimulatedLogs copy = new SimulatedLogs();
    copy.inputs.addAll(inputs);
    copy.foreign.addAll(foreign);
    return copy;
  }

  void publish(AudioChunk chunk, long timestamp) {
    publish(chunk.getRecordingId(), AUDIO.encode(chunk), timestamp);
  }

  void publish(@Nullable String key, byte @Nullable [] value, long timestamp) {
    inputs.add(new InputRecord(inputs.size(), timestamp, key, value));
  }

  /** Another lane's record, which nobody here is to look into. */
  void publishElsewhere(long timestamp) {
    foreign.add((long) inputs.size());
    publish("elsewhere", new byte[] {1}, timestamp);
  }

  long write(OutputRecord record) {
    List<OutputRecord> log = log(record.kind());
    log.add(record);
    return log.size() - 1L;
  }

  List<OutputRecord> log(OutputRecord.Kind kind) {
    return written.getOrDefault(kind, List.of());
  }

  /** The offset of the first input to be read by whoever takes over now. */
  int firstInput() {
    return committed == null ? 0 : (int) committed.offset();
  }

  /** What a successor learns from the logs, as the shell would read it. */
  StartPoint<FeatureBlock> startPoint() {
    CommitPoint point =
        committed == null
            ? new CommitPoint(0, 0, CommitPoint.NO_TIME)
            : CommitPoint.committed(committed.offset(), committed.metadata());
    List<OutputRecord> outputs = log(OutputRecord.Kind.OUTPUT);
    OutputTail<FeatureBlock> tail = new OutputTail<>(Streams.FEATURES);
    for (int offset = (int) point.tailFrom(); offset < outputs.size(); offset++) {
      tail.add(BLOCKS.decode(outputs.get(offset).value()), offset);
    }
    return new StartPoint<>(point.logTime(), inputs.size(), outputs.size(), tail);
  }

  /** Every output stream as its readers see it, by recording and stream: repeats dropped. */
  Map<String, List<String>> outputs() {
    Map<String, List<String>> streams = new TreeMap<>();
    for (OutputRecord record : log(OutputRecord.Kind.OUTPUT)) {
      FeatureBlock block = BLOCKS.decode(record.value());
      read(
          streams,
          block.getRecordingId() + "/" + block.getStream(),
          block.getSequence(),
          record.timestamp() + " " + block);
    }
    return streams;
  }

  /** Every status stream as its readers see it. */
  Map<String, List<String>> statuses() {
    Map<String, List<String>> streams = new TreeMap<>();
    for (OutputRecord record : log(OutputRecord.Kind.STATUS)) {
      RecordingStatus status = STATUSES.decode(record.value());
      read(
          streams,
          status.getRecordingId() + "/" + status.getStream(),
          status.getSequence(),
          record.timestamp() + " " + status);
    }
    return streams;
  }

  /** The dead letters, each once, by offset. */
  Map<Long, String> deadLetters() {
    Map<Long, String> letters = new TreeMap<>();
    for (OutputRecord record : log(OutputRecord.Kind.DEAD_LETTER)) {
      letters.put(
          Long.parseLong(record.headers().get(DeadLetter.OFFSET)),
          record.key() + " " + record.headers() + " " + java.util.Arrays.toString(record.value()));
    }
    return letters;
  }

  private static void read(
      Map<String, List<String>> streams, String name, long sequence, String content) {
    List<String> stream = streams.computeIfAbsent(name, n -> new ArrayList<>());
    if (sequence > stream.size()) {
      throw new AssertionError("gap in %s: %d after %d".formatted(name, sequence, stream.size()));
    }
    if (sequence == stream.size()) {
      stream.add(content);
    }
  }
}
