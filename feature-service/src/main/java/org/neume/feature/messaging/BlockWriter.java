package org.neume.feature.messaging;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neume.feature.signal.FeaturePipeline;
import org.neume.feature.signal.FeaturePlan;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/**
 * One stream of one recording: its pipeline, and the frames of the block that is being filled.
 *
 * <p>Block n holds the frames of second n; the block that closes the stream holds what remains,
 * perhaps nothing. Confined to one thread at a time.
 */
final class BlockWriter {
  private final FeatureStream stream;
  private final FeaturePlan plan;
  private final String recordingId;
  private final List<String> analyses;
  private final List<String> representations;
  private final int blockFrames;
  private final FeaturePipeline pipeline;
  private final int bins;
  private final float[] block;
  private int frames;
  private long blocks;

  /**
   * A writer that goes on behind block {@code last}.
   *
   * @param analyses what the recording was published for
   * @param representations all streams of the recording
   * @param last the last block in the log; null if there is none
   * @param firstSample position of the first sample that will be pushed, at most {@link
   *     #firstSampleNeeded}
   */
  BlockWriter(
      FeatureStream stream,
      FeaturePlan plan,
      String recordingId,
      List<String> analyses,
      List<String> representations,
      @Nullable FeatureBlock last,
      long firstSample) {
    this.stream = stream;
    this.plan = plan;
    this.recordingId = recordingId;
    this.analyses = analyses;
    this.representations = representations;
    blockFrames = stream.blockFrames();
    blocks = next(last);
    pipeline = plan.startAt(firstSample, blocks * blockFrames);
    bins = pipeline.bins();
    block = new float[blockFrames * bins];
  }

  /** Position of the first sample that goes into what comes behind block {@code last}. */
  static long firstSampleNeeded(
      FeatureStream stream, FeaturePlan plan, @Nullable FeatureBlock last) {
    return plan.firstSampleNeeded(next(last) * stream.blockFrames());
  }

  private static long next(@Nullable FeatureBlock last) {
    return last == null ? 0 : last.getSequence() + 1;
  }

  /** Position of the first sample that goes into the block that comes next. */
  long firstSampleNeeded() {
    return plan.firstSampleNeeded(blocks * blockFrames);
  }

  /** Takes the next {@code sampleFrames} and hands on every block that they fill. */
  void push(float[] interleaved, int sampleFrames, Consumer<FeatureBlock> full) {
    pipeline.push(interleaved, 0, sampleFrames, (frame, values) -> collect(values, full));
  }

  /** Ends the stream: hands on what is full, and the closing block. */
  void finish(End end, @Nullable String cause, Consumer<FeatureBlock> out) {
    pipeline.finish((frame, values) -> collect(values, out));
    out.accept(take(end, cause));
  }

  private void collect(float[] values, Consumer<FeatureBlock> full) {
    System.arraycopy(values, 0, block, frames * bins, bins);
    frames++;
    if (frames == blockFrames) {
      full.accept(take(End.OPEN, null));
    }
  }

  private FeatureBlock take(End end, @Nullable String cause) {
    FeatureBlock record =
        FeatureBlock.newBuilder()
            .setRecordingId(recordingId)
            .setStream(stream.name())
            .setSequence(blocks)
            .setFirstFrame(blocks * blockFrames)
            .setFrameCount(frames)
            .setBins(bins)
            .setFrameRate(stream.representation().framesPerSecond())
            .setElementType(ElementType.F16)
            .setPayload(TensorPayload.encode(ElementType.F16, block, 0, frames * bins))
            .setAnalyses(analyses)
            .setProvenance(stream.provenance())
            .setRepresentations(representations)
            .setEnd(end)
            .setCause(cause)
            .build();
    blocks++;
    frames = 0;
    Arrays.fill(block, 0);
    return record;
  }
}
