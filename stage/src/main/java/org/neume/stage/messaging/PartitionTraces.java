package org.neume.stage.messaging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.stage.InputRecord;
import org.neume.stage.StageListener;

/**
 * The spans of one partition: one for each output stream of a recording, from its first input here to its
 * end, a child of the stream that it was made of. Streams that no stage writes, audio and corrections, get
 * theirs from those who read them. Confined to the partition's thread.
 */
final class PartitionTraces implements StageListener {
  private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("neume.offset");
  private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("neume.sequence");
  private static final AttributeKey<Boolean> HANDED_OVER =
      AttributeKey.booleanKey("neume.handed.over");
  private static final AttributeKey<String> END = AttributeKey.stringKey("neume.end");
  private static final String AUDIO = AudioChunk.class.getSimpleName();
  private static final String AUDIO_STREAM = "audio";
  private static final Set<String> UNWRITTEN = Set.of(AUDIO, Correction.class.getSimpleName());

  /** A stream of a recording. */
  private record Key(String recordingId, String stream) {}

  private final StageTraces traces;
  private final int partition;
  private final String inputType;
  private final String outputType;
  private final Map<Key, Span> spans = new HashMap<>();
  private final Map<Key, List<Key>> outputs = new HashMap<>();

  /**
   * Spans of a partition.
   *
   * @param inputType the class of the stage's inputs
   * @param outputType that of its outputs
   */
  PartitionTraces(StageTraces traces, int partition, Class<?> inputType, Class<?> outputType) {
    this.traces = traces;
    this.partition = partition;
    this.inputType = inputType.getSimpleName();
    this.outputType = outputType.getSimpleName();
  }

  @Override
  public void taking(InputRecord source, String recordingId, long sequence) {
    if (traces.traces(recordingId)) {
      LogContext.trace(TraceIds.trace(recordingId));
    }
  }

  @Override
  public void opened(
      InputRecord source,
      String recordingId,
      String stream,
      long sequence,
      Map<String, Long> next) {
    if (!traces.traces(recordingId)) {
      return;
    }
    if (sequence == 0 && UNWRITTEN.contains(inputType)) {
      arrived(source, recordingId, stream);
    }
    List<Key> made = new ArrayList<>();
    next.forEach(
        (output, number) -> {
          String parent =
              number == 0
                  ? TraceIds.span(recordingId, inputType, stream, 0)
                  : TraceIds.span(recordingId, outputType, output, 0);
          Key key = new Key(recordingId, output);
          spans.put(
              key,
              traces.begin(
                  traces.stage() + " " + output,
                  recordingId,
                  TraceIds.span(recordingId, outputType, output, number),
                  parent,
                  null,
                  place(output, source.offset(), sequence)));
          made.add(key);
        });
    outputs.put(new Key(recordingId, stream), made);
  }

  /** Tells of a stream that no stage wrote, at the time at which the broker took its first record. */
  private void arrived(InputRecord source, String recordingId, String stream) {
    boolean first = inputType.equals(AUDIO);
    Instant at = Instant.ofEpochMilli(source.timestamp());
    traces
        .begin(
            first ? "audio arrives" : "correction " + stream,
            recordingId,
            TraceIds.span(recordingId, inputType, stream, 0),
            first ? null : TraceIds.span(recordingId, AUDIO, AUDIO_STREAM, 0),
            at,
            place(stream, source.offset(), 0))
        .end(at.plusMillis(1));
  }

  private Attributes place(String stream, long offset, long sequence) {
    return Attributes.of(
        StageTraces.STREAM,
        stream,
        StageTraces.PARTITION,
        (long) partition,
        OFFSET,
        offset,
        SEQUENCE,
        sequence);
  }

  @Override
  public void acknowledged(Acknowledged output) {
    Key key = new Key(output.recordingId(), output.stream());
    Span span = spans.get(key);
    if (span == null) {
      return;
    }
    span.addEvent("written", Attributes.of(SEQUENCE, output.sequence(), OFFSET, output.offset()));
    if (output.end() != End.OPEN) {
      spans.remove(key);
      span.setAttribute(END, output.end().name());
      span.end();
    }
  }

  @Override
  public void failed(String recordingId, String cause, boolean here) {
    spans.forEach(
        (key, span) -> {
          if (key.recordingId().equals(recordingId)) {
            span.setStatus(StatusCode.ERROR, here ? cause : "see neume.status");
          }
        });
  }

  @Override
  public void closed(String recordingId, String stream) {
    List<Key> made = outputs.remove(new Key(recordingId, stream));
    if (made != null) {
      for (Key key : made) {
        Span open = spans.remove(key);
        if (open != null) {
          open.setAttribute(HANDED_OVER, true);
          open.end();
        }
      }
    }
  }
}
