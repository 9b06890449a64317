package org.neume.feature.messaging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.LogBandConfig;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Audio to the representation {@value #REPRESENTATION}, whatever the recording's rate and channels.
 *
 * <p>Safe for use by many threads.
 */
public final class FeatureStage implements StageDefinition<AudioChunk, FeatureBlock> {
  /** The stage's name. */
  public static final String NAME = "features";

  /** The representation, which is the name of the output stream. */
  public static final String REPRESENTATION = "log-bands-81";

  // Raised whenever the arithmetic changes, for provenance.
  private static final int ARITHMETIC = 1;
  private static final int PLANS = 16;

  private final LogBandConfig config = LogBandConfig.DEFAULT;
  private final String provenance = provenance(config);
  private final Map<Format, FeaturePlan> plans = new Plans();

  private record Format(int sampleRate, int channels) {}

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
    AudioCheck.stream(first);
    return Set.of(REPRESENTATION);
  }

  @Override
  public RecordingMachine<AudioChunk, FeatureBlock> open(
      AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
    AudioCheck.format(first);
    return new FeatureMachine(
        plan(first.getSampleRate(), first.getChannels()),
        first,
        lastOutputs.get(REPRESENTATION),
        provenance);
  }

  private synchronized FeaturePlan plan(int sampleRate, int channels) {
    return plans.computeIfAbsent(
        new Format(sampleRate, channels), f -> new FeaturePlan(config, sampleRate, channels));
  }

  private static String provenance(LogBandConfig config) {
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + config).getBytes(StandardCharsets.UTF_8));
    return "%s-%08x".formatted(REPRESENTATION, hash.getValue());
  }
}
