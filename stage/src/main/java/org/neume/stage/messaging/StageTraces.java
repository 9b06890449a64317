package org.neume.stage.messaging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one stage, with ids that follow from what they are about. Safe for use by many threads. */
final class StageTraces implements AutoCloseable {
  /** The recording that a span is about. */
  static final AttributeKey<String> RECORDING = AttributeKey.stringKey("neume.recording.id");

  /** The stream that it is about. */
  static final AttributeKey<String> STREAM = AttributeKey.stringKey("neume.stream");

  /** The partition in which the stream lies. */
  static final AttributeKey<Long> PARTITION = AttributeKey.longKey("neume.partition");

  private static final long CLOSE_SECONDS = 3;

  private final String stage;
  private final double ratio;
  private final NextIds ids = new NextIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /** The ids of the span that is begun next. */
  private static final class NextIds implements IdGenerator {
    private String trace = "";
    private String span = "";

    @Override
    public String generateTraceId() {
      return trace;
    }

    @Override
    public String generateSpanId() {
      return span;
    }
  }

  /**
   * Traces of a stage.
   *
   * @param processor where spans go
   */
  StageTraces(String stage, double ratio, SpanProcessor processor) {
    this.stage = stage;
    this.ratio = ratio;
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), "neume-" + stage)))
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("neume");
  }

  /** Traces that go to a collector, in batches, in a thread of their own. */
  static StageTraces to(String endpoint, String stage, double ratio) {
    String path = URI.create(endpoint).getPath();
    String address =
        path == null || path.isEmpty() || path.equals("/")
            ? endpoint.replaceFirst("/$", "") + "/v1/traces"
            : endpoint;
    return new StageTraces(
        stage,
        ratio,
        BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder().setEndpoint(address).build())
            .build());
  }

  /** The stage's name. */
  String stage() {
    return stage;
  }

  /** Whether a recording is traced. */
  boolean traces(String recordingId) {
    return TraceIds.sampled(recordingId, ratio);
  }

  /**
   * Begins a span.
   *
   * @param id its id
   * @param parent the id of the one that it came of; null if it is the recording's first
   * @param since when it began; null for now
   */
  Span begin(
      String name,
      String recordingId,
      String id,
      @Nullable String parent,
      @Nullable Instant since,
      Attributes attributes) {
    String trace = TraceIds.trace(recordingId);
    SpanBuilder span =
        tracer.spanBuilder(name).setAllAttributes(attributes).setAttribute(RECORDING, recordingId);
    if (parent == null) {
      span.setNoParent();
    } else {
      SpanContext context =
          SpanContext.create(trace, parent, TraceFlags.getSampled(), TraceState.getDefault());
      span.setParent(Context.root().with(Span.wrap(context)));
    }
    if (since != null) {
      span.setStartTimestamp(since);
    }
    synchronized (ids) {
      ids.trace = trace;
      ids.span = id;
      return span.startSpan();
    }
  }

  /** Sends what is left, for a few seconds at most. */
  @Override
  public void close() {
    var unused = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
