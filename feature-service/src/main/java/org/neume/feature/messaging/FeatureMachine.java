package org.neume.feature.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.feature.signal.FeaturePipeline;
import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.UnusableAudioException;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/**
 * One recording's audio to blocks of features.
 *
 * <p>Block n holds the frames from n * {@value #BLOCK_FRAMES} on, {@value #BLOCK_FRAMES} of them;
 * the block that closes the stream holds what remains, perhaps nothing. So the blocks, every bit of
 * them, depend on the samples alone, however they were cut into chunks. Confined to one thread at a
 * time.
 */
final class FeatureMachine implements RecordingMachine<AudioChunk, FeatureBlock> {
  /** Frames in a block: one second, 16 KB. */
  static final int BLOCK_FRAMES = 100;

  private final FeaturePlan plan;
  private final AudioChunk first;
  private final List<String> analyses;
  private final String provenance;
  private final FeaturePipeline pipeline;
  private final ChunkSpans spans = new ChunkSpans();
  private final float[] block;
  private final int bands;
  private int frames;
  private long blocks;

  /**
   * Opens a recording.
   *
   * @param first the first chunk to come
   * @param last the last block in the log; null if there is none
   * @throws InvalidInputException if the chunks begin too late to go on behind {@code last}
   */
  FeatureMachine(
      FeaturePlan plan, AudioChunk first, @Nullable FeatureBlock last, String provenance) {
    this.plan = plan;
    this.first = withoutPayload(first);
    this.provenance = provenance;
    // Only the recording's first chunk says for what it was published; the blocks pass it on.
    analyses = List.copyOf(last == null ? first.getAnalyses() : last.getAnalyses());
    blocks = last == null ? 0 : last.getSequence() + 1;
    long nextFrame = blocks * BLOCK_FRAMES;
    long needed = plan.firstSampleNeeded(nextFrame);
    if (first.getFirstFrame() < 0 || first.getFirstFrame() > needed) {
      throw new InvalidInputException(
          "the log begins at sample %d of this recording, %d is needed: publish it again under a new id"
              .formatted(first.getFirstFrame(), needed));
    }
    pipeline = plan.startAt(first.getFirstFrame(), nextFrame);
    bands = pipeline.bins();
    block = new float[BLOCK_FRAMES * bands];
  }

  @Override
  public List<Emission<FeatureBlock>> apply(AudioChunk chunk) {
    AudioCheck.follows(chunk, first, pipeline.position());
    spans.add(chunk.getSequence(), chunk.getFirstFrame());
    List<Emission<FeatureBlock>> emissions = new ArrayList<>();
    try {
      pipeline.push(
          AudioCheck.samples(chunk),
          0,
          chunk.getFrameCount(),
          (frame, values) -> collect(values, emissions));
    } catch (UnusableAudioException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
    if (chunk.getEnd() != End.OPEN) {
      pipeline.finish((frame, values) -> collect(values, emissions));
      emissions.add(Emission.of(take(chunk.getEnd(), chunk.getCause()), chunk.getSequence() + 1));
    }
    return emissions;
  }

  private void collect(float[] values, List<Emission<FeatureBlock>> emissions) {
    System.arraycopy(values, 0, block, frames * bands, bands);
    frames++;
    if (frames == BLOCK_FRAMES) {
      FeatureBlock full = take(End.OPEN, null);
      long needed = plan.firstSampleNeeded(blocks * BLOCK_FRAMES);
      emissions.add(Emission.of(full, spans.holding(needed)));
    }
  }

  private FeatureBlock take(End end, @Nullable String cause) {
    FeatureBlock record =
        FeatureBlock.newBuilder()
            .setRecordingId(first.getRecordingId())
            .setStream(FeatureStage.REPRESENTATION)
            .setSequence(blocks)
            .setFirstFrame(blocks * BLOCK_FRAMES)
            .setFrameCount(frames)
            .setBins(bands)
            .setFrameRate(plan.representation().framesPerSecond())
            .setElementType(ElementType.F16)
            .setPayload(TensorPayload.encode(ElementType.F16, block, 0, frames * bands))
            .setAnalyses(analyses)
            .setProvenance(provenance)
            .setEnd(end)
            .setCause(cause)
            .build();
    blocks++;
    frames = 0;
    Arrays.fill(block, 0);
    return record;
  }

  private static AudioChunk withoutPayload(AudioChunk chunk) {
    return AudioChunk.newBuilder(chunk).setPayload(ByteBuffer.allocate(0)).build();
  }
}
