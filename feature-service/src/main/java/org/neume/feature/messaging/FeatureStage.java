package org.neume.feature.messaging;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.feature.signal.FeaturePlan;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Audio of any rate and channels to the representations that a recording's analyses need: an output
 * stream for each.
 *
 * <p>Safe for use by many threads.
 */
public final class FeatureStage implements StageDefinition<AudioChunk, FeatureBlock> {
  /** The stage's name. */
  public static final String NAME = "features";

  private static final int PLANS = 16;

  private final AnalysisStreams streams;
  private final Map<Format, FeaturePlan> plans = new Plans();

  private record Format(FeatureStream stream, int sampleRate, int channels) {}

  /** The plans used last: there are few kinds of audio at a time, and a plan takes memory. */
  private static final class Plans extends LinkedHashMap<Format, FeaturePlan> {
    private static final long serialVersionUID = 1L;

    Plans() {
      super(PLANS, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Format, FeaturePlan> eldest) {
      return size() > PLANS;
    }
  }

  /** A stage with the default representations of each analysis. */
  public FeatureStage() {
    this(AnalysisStreams.DEFAULT);
  }

  /** A stage that computes these representations. */
  FeatureStage(AnalysisStreams streams) {
    this.streams = streams;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<AudioChunk> input() {
    return Streams.AUDIO;
  }

  @Override
  public StreamType<FeatureBlock> output() {
    return Streams.FEATURES;
  }

  @Override
  public Set<String> outputStreams(AudioChunk first) {
    return outputStreams(first, Map.of());
  }

  @Override
  public Set<String> outputStreams(AudioChunk first, Map<String, FeatureBlock> known) {
    AudioCheck.stream(first);
    List<String> analyses = analyses(first, known);
    AudioCheck.analyses(analyses);
    return Set.copyOf(names(analyses));
  }

  @Override
  public FeatureBlock blank(AudioChunk first, String stream, Map<String, FeatureBlock> known) {
    List<String> analyses = analyses(first, known);
    return FeatureBlock.newBuilder()
        .setRecordingId(first.getRecordingId())
        .setStream(stream)
        .setSequence(0)
        .setFirstFrame(0)
        .setFrameCount(0)
        .setBins(0)
        .setFrameRate(0)
        .setElementType(ElementType.F16)
        .setPayload(ByteBuffer.allocate(0))
        .setProvenance("")
        .setEnd(End.OPEN)
        .setCause(null)
        .setAnalyses(analyses)
        .setRepresentations(names(analyses))
        .build();
  }

  /**
   * What a recording was published for. Only its first chunk has to say so; its blocks pass it on,
   * those of every stream.
   */
  private static List<String> analyses(AudioChunk first, Map<String, FeatureBlock> known) {
    return List.copyOf(
        known.values().stream()
            .map(FeatureBlock::getAnalyses)
            .filter(analyses -> !analyses.isEmpty())
            .findFirst()
            .orElse(first.getAnalyses()));
  }

  /** The streams of a recording with these analyses, in the order in which they are written. */
  private List<String> names(List<String> analyses) {
    return streams.of(analyses).stream().map(FeatureStream::name).toList();
  }

  @Override
  public RecordingMachine<AudioChunk, FeatureBlock> open(
      AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
    AudioCheck.format(first);
    List<String> analyses = analyses(first, lastOutputs);
    return new FeatureMachine(
        first,
        streams.of(analyses),
        stream -> plan(stream, first.getSampleRate(), first.getChannels()),
        lastOutputs,
        analyses);
  }

  private synchronized FeaturePlan plan(FeatureStream stream, int sampleRate, int channels) {
    return plans.computeIfAbsent(
        new Format(stream, sampleRate, channels),
        f -> new FeaturePlan(stream.representation(), sampleRate, channels));
  }
}
