package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InputRecord;
import org.neume.stage.OutputRecord;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.StageListener;
import org.neume.stage.ToyStages;

@DisplayName("The trace of a recording")
class PartitionTracesTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  private final AvroSerializer serializer = new AvroSerializer();
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final List<StageTraces> made = new ArrayList<>();
  private final List<OutputRecord> sent = new ArrayList<>();

  private StageTraces traces(String stage, double ratio) {
    StageTraces traces = new StageTraces(stage, ratio, SimpleSpanProcessor.create(exporter));
    made.add(traces);
    return traces;
  }

  @AfterEach
  void close() {
    made.forEach(StageTraces::close);
  }

  private PartitionRunner<AudioChunk, FeatureBlock> features(StageListener listener) {
    return ToyPartition.runner(
        LIMITS,
        record -> {
          sent.add(record);
          return CompletableFuture.completedFuture((long) sent.size());
        },
        Runnable::run,
        0,
        listener);
  }

  private void publish(
      PartitionRunner<AudioChunk, FeatureBlock> runner, String recording, int from, int to) {
    for (int i = from; i < to; i++) {
      AudioChunk chunk = ToyStages.chunk(recording, i, i + 1, i == 9);
      runner.accept(
          new InputRecord(
              100 + i, 5_000, recording, serializer.serialize(Topics.AUDIO.name(), chunk)));
    }
  }

  /** A stage behind, as its machinery would tell of it. */
  private void hop(StageTraces traces, Class<?> in, Class<?> out, String stream, String output) {
    PartitionTraces partition = new PartitionTraces(traces, 3, in, out);
    partition.opened(new InputRecord(7, 5_000, "one", null), "one", stream, 0, Map.of(output, 0L));
    partition.acknowledged(acknowledged("one", output, 0, End.COMPLETE));
    partition.closed("one", stream);
  }

  /** An output as the broker has acknowledged it. */
  private record Written(
      String recordingId, String stream, long sequence, End end, long offset, long arrival)
      implements StageListener.Acknowledged {}

  private static StageListener.Acknowledged acknowledged(
      String recording, String stream, long sequence, End end) {
    return new Written(recording, stream, sequence, end, 11, 5_000);
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .reduce(
            (a, b) -> {
              throw new AssertionError("twice: " + name);
            })
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "is one tree from its audio to its results, in which each stream hangs on that which it was made of")
  void tree() {
    StageTraces features = traces("features", 1);
    publish(
        features(new PartitionTraces(features, 3, AudioChunk.class, FeatureBlock.class)),
        "one",
        0,
        10);
    hop(traces("inference", 1), FeatureBlock.class, ActivationBlock.class, "by-two", "beats");
    hop(traces("beats", 1), ActivationBlock.class, BeatBlock.class, "beats", "beats");

    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsOnly(TraceIds.trace("one"));
    SpanData audio = span("audio arrives");
    assertThat(audio.getParentSpanContext().isValid()).as("the first has no parent").isFalse();
    assertThat(audio.getStartEpochNanos()).as("the broker's time").isEqualTo(5_000_000_000L);
    assertThat(span("features by-two").getParentSpanId()).isEqualTo(audio.getSpanId());
    assertThat(span("features by-three").getParentSpanId()).isEqualTo(audio.getSpanId());
    assertThat(span("inference beats").getParentSpanId())
        .isEqualTo(span("features by-two").getSpanId());
    assertThat(span("beats beats").getParentSpanId())
        .isEqualTo(span("inference beats").getSpanId());
    assertThat(exporter.getFinishedSpanItems()).hasSize(5);
  }

  @Test
  @DisplayName("says of each stream where it lies, where it began, and what of it was written when")
  void attributes() {
    StageTraces features = traces("features", 1);
    publish(
        features(new PartitionTraces(features, 3, AudioChunk.class, FeatureBlock.class)),
        "one",
        0,
        10);
    SpanData span = span("features by-two");
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    assertThat(attributes)
        .containsEntry("neume.recording.id", "one")
        .containsEntry("neume.stream", "by-two")
        .containsEntry("neume.partition", 3L)
        .containsEntry("neume.offset", 100L)
        .containsEntry("neume.sequence", 0L)
        .containsEntry("neume.end", "COMPLETE");
    assertThat(span.getEvents()).extracting(EventData::getName).containsOnly("written").hasSize(5);
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  @DisplayName("is the same where a replica hands over: the successor's part hangs on the first")
  void handover() {
    StageTraces features = traces("features", 1);
    PartitionTraces before = new PartitionTraces(features, 3, AudioChunk.class, FeatureBlock.class);
    before.opened(new InputRecord(7, 5_000, "one", null), "one", "audio", 0, Map.of("beats", 0L));
    before.acknowledged(acknowledged("one", "beats", 0, End.OPEN));
    before.closed("one", "audio");
    SpanData first = span("features beats");
    exporter.reset();
    PartitionTraces after = new PartitionTraces(features, 3, AudioChunk.class, FeatureBlock.class);
    after.opened(new InputRecord(8, 5_000, "one", null), "one", "audio", 1, Map.of("beats", 1L));
    after.acknowledged(acknowledged("one", "beats", 1, End.COMPLETE));
    assertThat(span("features beats").getParentSpanId()).isEqualTo(first.getSpanId());
    assertThat(span("features beats").getSpanId()).isNotEqualTo(first.getSpanId());
    assertThat(span("features beats").getTraceId()).isEqualTo(first.getTraceId());
  }

  @Test
  @DisplayName("has corrections as children of its audio, and their streams as theirs")
  void correction() {
    PartitionTraces revisions =
        new PartitionTraces(traces("revisions", 1), 3, Correction.class, BeatBlock.class);
    revisions.opened(
        new InputRecord(7, 9_000, "one", null), "one", "beats@3", 0, Map.of("beats@3", 0L));
    revisions.acknowledged(acknowledged("one", "beats@3", 0, End.COMPLETE));
    assertThat(span("correction beats@3").getParentSpanId())
        .isEqualTo(TraceIds.span("one", "AudioChunk", "audio", 0));
    assertThat(span("revisions beats@3").getParentSpanId())
        .isEqualTo(span("correction beats@3").getSpanId());
  }

  @Test
  @DisplayName("is kept or left out as a whole, by every service alike")
  void sampling() {
    StageTraces quarter = traces("features", 0.25);
    List<String> kept =
        IntStream.range(0, 1_000).mapToObj(i -> "recording-" + i).filter(quarter::traces).toList();
    assertThat(kept).hasSizeBetween(200, 300);
    assertThat(kept).allMatch(traces("beats", 0.25)::traces);
    assertThat(traces("beats", 0).traces(kept.get(0))).isFalse();
    StageTraces none = traces("features", 0);
    publish(
        features(new PartitionTraces(none, 3, AudioChunk.class, FeatureBlock.class)), "one", 0, 10);
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  @DisplayName("never holds what a publisher says of a person's file")
  void title() {
    StageTraces features = traces("features", 1);
    PartitionRunner<AudioChunk, FeatureBlock> runner =
        features(new PartitionTraces(features, 3, AudioChunk.class, FeatureBlock.class));
    publish(runner, "one", 0, 3);
    AudioChunk end =
        Streams.AUDIO.aborted(
            "one", "audio", 3, "Unser Lied.flac is damaged", ToyStages.chunk("one", 2, 3, false));
    runner.accept(
        new InputRecord(103, 5_000, "one", serializer.serialize(Topics.AUDIO.name(), end)));
    assertThat(span("features by-two").getStatus().getDescription()).isEqualTo("see neume.status");
    assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("Unser");
  }

  @Test
  @DisplayName("changes nothing that is written")
  void pure() {
    publish(features(new StageListener() {}), "one", 0, 10);
    List<String> untraced = bytes();
    sent.clear();
    publish(
        features(
            new PartitionTraces(traces("features", 1), 3, AudioChunk.class, FeatureBlock.class)),
        "one",
        0,
        10);
    assertThat(bytes()).isNotEmpty().isEqualTo(untraced);
  }

  private List<String> bytes() {
    return sent.stream()
        .map(r -> r.kind() + r.key() + r.timestamp() + r.headers() + Arrays.toString(r.value()))
        .toList();
  }
}
