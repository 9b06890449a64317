package org.neume.decoder.messaging;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;
import org.neume.stage.SideReader;

/** Gathers a recording's activations as they are read. Confined to the reading thread. */
final class ActivationGatherer implements SideReader<ActivationBlock> {
  private final DecoderChoice decoders;
  private final double longestSeconds;
  private final CompletableFuture<RecordedActivations> gathered = new CompletableFuture<>();
  private @Nullable ActivationBlock first;
  private ActivationDecoding.@Nullable Network decoding;
  private @Nullable ActivationColumns columns;
  private float[] rows = new float[4096];
  private int filled;
  private long position;

  /**
   * A gatherer of nothing yet.
   *
   * @param longestSeconds a longer recording is refused
   */
  ActivationGatherer(DecoderChoice decoders, double longestSeconds) {
    this.decoders = decoders;
    this.longestSeconds = longestSeconds;
  }

  /**
   * Completes with the activations, or with an {@link InvalidInputException} that says in one line why
   * there are none that could be decoded.
   */
  CompletableFuture<RecordedActivations> gathered() {
    return gathered;
  }

  @Override
  public void next(ActivationBlock block) {
    if (gathered.isDone()) {
      return;
    }
    try {
      take(block);
    } catch (InvalidInputException e) {
      rows = new float[0];
      gathered.completeExceptionally(e);
    }
  }

  private void take(ActivationBlock block) {
    if (block.getEnd() == End.ABORTED) {
      throw new InvalidInputException(
          "the recording was given up (%s): publish it again under a new id"
              .formatted(block.getCause()));
    }
    ActivationBlock begin = first == null ? begin(block) : first;
    ActivationColumns read = columns;
    ActivationDecoding.Network network = decoding;
    if (read == null || network == null) {
      throw new IllegalStateException("a recording has begun without a decoder");
    }
    if (block.getFirstFrame() != position || block.getFrameCount() < 0) {
      throw new InvalidInputException(
          "block %d of %s holds %d frames from %d, %d comes next: publish the recording again under a new id"
              .formatted(
                  block.getSequence(),
                  block.getStream(),
                  block.getFrameCount(),
                  block.getFirstFrame(),
                  position));
    }
    if (position + block.getFrameCount() > longestSeconds * begin.getFrameRate()) {
      throw new InvalidInputException(
          "the recording is longer than %.0f s and cannot be corrected: raise neume.revisions.longest"
              .formatted(longestSeconds));
    }
    float[] more = read.read(block, 0);
    if (filled + more.length > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(2 * rows.length, filled + more.length));
    }
    System.arraycopy(more, 0, rows, filled, more.length);
    filled += more.length;
    // Last: where memory runs out before it, the block is offered again.
    position += block.getFrameCount();
    if (block.getEnd() == End.COMPLETE) {
      boolean downbeats = begin.getOutputs().contains(DecoderName.DOWNBEAT);
      gathered.complete(
          new RecordedActivations(
              begin, network, downbeats, Arrays.copyOf(rows, filled), read.count()));
    }
  }

  private ActivationBlock begin(ActivationBlock block) {
    ActivationDecoding choice;
    try {
      choice = decoders.decoding(block.getDecoderName());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the model of %s: %s".formatted(block.getStream(), e.getMessage()), e);
    }
    boolean beats = block.getOutputs().contains(DecoderName.BEAT);
    if (!(choice instanceof ActivationDecoding.Network network)
        || !beats
        || block.getFrameRate() != network.frameRate()) {
      throw new InvalidInputException(
          "%s is not decoded by the network of beats and takes no corrections: correct a recording that has beats"
              .formatted(block.getStream()));
    }
    ActivationBlock begin = Streams.ACTIVATIONS.position(block);
    first = begin;
    decoding = network;
    columns = new ActivationColumns(begin, network);
    return begin;
  }

  @Override
  public void failed(String cause) {
    gathered.completeExceptionally(new InvalidInputException(cause));
  }
}
