package org.neume.inference.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.neume.inference.model.ServedModel;
import org.neume.inference.model.Window;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InvalidInputException;

/**
 * One model's output stream of one recording: numbers its blocks and cuts windows into them.
 *
 * <p>A block ends where its window does, or after {@link #blockFrames} frames from the window's
 * start, so that a reader who knows the last block knows where to go on. Confined to its machine.
 */
final class ActivationStream {
  /** A block and where the stream stands behind it. */
  record Block(CompletableFuture<ActivationBlock> record, long position, boolean last) {}

  private static final int MAX_BLOCK_FRAMES = 1000;
  private static final int MAX_BLOCK_BYTES = 128 * 1024;

  private final ServedModel model;
  private final String recordingId;
  private final String provenance;
  private final List<String> analyses;
  private long sequence;
  private long position;
  private boolean ended;

  /**
   * Goes on behind the last block in the log.
   *
   * @param features a record of the input stream
   * @param last the last block of this stream; null if there is none
   * @throws InvalidInputException if that block was made by another model, engine or features: one
   *     stream is never of two makes
   */
  ActivationStream(ServedModel model, FeatureBlock features, @Nullable ActivationBlock last) {
    this.model = model;
    this.recordingId = features.getRecordingId();
    this.provenance = model.provenance(features.getProvenance());
    this.analyses = List.copyOf(last == null ? features.getAnalyses() : last.getAnalyses());
    if (last != null) {
      if (last.getEnd() == End.OPEN && !last.getProvenance().equals(provenance)) {
        throw new InvalidInputException(
            "the stream %s was begun with [%s] and would go on with [%s]: restore what it was begun with, or publish the recording again under a new id"
                .formatted(last.getStream(), last.getProvenance(), provenance));
      }
      sequence = last.getSequence() + 1;
      position = last.getFirstFrame() + last.getFrameCount();
      ended = last.getEnd() != End.OPEN;
    }
  }

  WindowGrid grid() {
    return model.grid();
  }

  boolean ended() {
    return ended;
  }

  /** The window that gives the next frame; {@link Long#MAX_VALUE} if the stream has ended. */
  long nextWindow() {
    return ended ? Long.MAX_VALUE : grid().windowOf(position);
  }

  /** The first input frame that anything behind {@code frame} needs. */
  long neededFrom(long frame) {
    return grid().firstInput(grid().windowOf(frame));
  }

  /** The first input frame that this stream still needs. */
  long neededFrom() {
    return ended ? Long.MAX_VALUE : neededFrom(position);
  }

  /**
   * Computes a window and gives those of its blocks that are not in the log yet.
   *
   * @param ends whether the recording ends with this window
   */
  List<Block> blocks(Window window, boolean ends) {
    int columns = model.manifest().outputs().size();
    int step = blockFrames(columns);
    CompletableFuture<float[]> computed = model.runner().run(window.input());
    List<Block> blocks = new ArrayList<>();
    for (int done = 0; done < window.outputFrames(); done += step) {
      int count = Math.min(step, window.outputFrames() - done);
      long first = window.firstFrame() + done;
      if (first < position) {
        continue;
      }
      boolean last = ends && done + count == window.outputFrames();
      int offset = (window.skip() + done) * columns;
      ActivationBlock.Builder block =
          next(first, count)
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .setPayload(ByteBuffer.allocate(0));
      position = first + count;
      ended = last;
      blocks.add(
          new Block(
              computed.thenApply(
                  values ->
                      block
                          .setPayload(
                              TensorPayload.encode(
                                  ElementType.F32, values, offset, count * columns))
                          .build()),
              position,
              last));
    }
    return blocks;
  }

  /** A closing block without frames. */
  Block closing(End end, @Nullable String cause) {
    ended = true;
    ActivationBlock block =
        next(position, 0).setPayload(ByteBuffer.allocate(0)).setEnd(end).setCause(cause).build();
    return new Block(CompletableFuture.completedFuture(block), position, true);
  }

  /** Frames per block, so that no record comes near the limit on its size. */
  static int blockFrames(int columns) {
    return Math.max(1, Math.min(MAX_BLOCK_FRAMES, MAX_BLOCK_BYTES / (columns * Float.BYTES)));
  }

  private ActivationBlock.Builder next(long firstFrame, int count) {
    return ActivationBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(model.manifest().name())
        .setSequence(sequence++)
        .setFirstFrame(firstFrame)
        .setFrameCount(count)
        .setOutputs(model.manifest().outputs())
        .setFrameRate(model.manifest().frameRate())
        .setElementType(ElementType.F32)
        .setProvenance(provenance)
        .setDecoderName(model.manifest().decoder())
        .setAnalyses(analyses)
        .setCause(null);
  }
}
