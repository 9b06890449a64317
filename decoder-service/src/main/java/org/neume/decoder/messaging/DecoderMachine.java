package org.neume.decoder.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatDecision;
import org.neume.decoder.decode.BeatDecoder;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.decode.ResumePoint;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.TempoEstimate;
import org.neume.stage.BlockSpans;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/**
 * One recording's activations to blocks of final beats, one block for each of the decoder's
 * decisions. Each block carries the decoder's state behind it, so a successor needs the activations
 * behind the last block alone. Confined to one thread at a time.
 */
final class DecoderMachine implements RecordingMachine<ActivationBlock, BeatBlock> {
  private final ActivationBlock first;
  private final String provenance;
  private final ActivationColumns columns;
  private final BeatDecoder decoder;
  private final BlockSpans spans = new BlockSpans();
  private final long resumedAt;
  private long position;
  private long blocks;

  /**
   * Opens a recording.
   *
   * @param first the first block to come
   * @param last the last block of beats in the log; null if there is none
   * @throws InvalidInputException if the activations begin too late to go on behind {@code last}, or
   *     {@code last} was made by another model or decoder, or the model names no decoder of ours
   */
  DecoderMachine(DecoderChoice decoders, ActivationBlock first, @Nullable BeatBlock last) {
    this.first = Streams.ACTIVATIONS.position(first);
    blocks = last == null ? 0 : last.getSequence() + 1;
    resumedAt = last == null ? 0 : last.getFirstFrame() + last.getFrameCount();
    position = first.getFirstFrame();
    if (position < 0 || position > resumedAt) {
      throw new InvalidInputException(
          "the log begins at frame %d of this recording, %d is needed: publish it again under a new id"
              .formatted(position, resumedAt));
    }
    ActivationDecoding decoding = choose(decoders);
    columns = new ActivationColumns(this.first, decoding);
    boolean aborted = first.getOutputs().isEmpty();
    if (!aborted && first.getFrameRate() != decoding.frameRate()) {
      throw new InvalidInputException(
          "%s has %s frames per second, the decoder is set to %s"
              .formatted(first.getStream(), first.getFrameRate(), decoding.frameRate()));
    }
    boolean downbeats = first.getOutputs().contains(DecoderName.DOWNBEAT);
    BeatProvenance made = BeatProvenance.of(first.getProvenance(), decoding, downbeats);
    if (last != null) {
      made.goesOnBehind(last);
    }
    provenance = made.text();
    try {
      decoder =
          last == null
              ? decoding.start(downbeats)
              : decoding.resume(downbeats, ResumePoint.of(bytes(last.getResume())));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the recording was begun with other settings of the decoder (%s): publish it again under a new id"
              .formatted(e.getMessage()),
          e);
    }
  }

  private ActivationDecoding choose(DecoderChoice decoders) {
    try {
      return decoders.decoding(first.getDecoderName());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the model of %s: %s".formatted(first.getStream(), e.getMessage()), e);
    }
  }

  @Override
  public List<Emission<BeatBlock>> apply(ActivationBlock block) {
    if (block.getFirstFrame() != position || block.getFrameCount() < 0) {
      throw new InvalidInputException(
          "block %d of %s holds %d frames from %d, %d comes next: restart its network"
              .formatted(
                  block.getSequence(),
                  block.getStream(),
                  block.getFrameCount(),
                  block.getFirstFrame(),
                  position));
    }
    spans.add(block.getSequence(), position);
    int skip = (int) Math.max(0, Math.min(block.getFrameCount(), resumedAt - position));
    float[] rows = columns.read(block, skip);
    position += block.getFrameCount();
    List<Emission<BeatBlock>> emissions = new ArrayList<>();
    int frames = block.getFrameCount() - skip;
    if (frames > 0) {
      for (BeatDecision decision : decoder.push(rows, frames, columns.count())) {
        emissions.add(Emission.of(record(decision, End.OPEN, null), spans.holding(decision.end())));
      }
    }
    if (block.getEnd() != End.OPEN) {
      emissions.add(
          Emission.of(
              record(decoder.finish(), block.getEnd(), block.getCause()), block.getSequence() + 1));
    }
    return emissions;
  }

  private BeatBlock record(BeatDecision decision, End end, @Nullable String cause) {
    return BeatBlock.newBuilder()
        .setRecordingId(first.getRecordingId())
        .setStream(first.getStream())
        .setSequence(blocks++)
        .setFirstFrame(decision.firstFrame())
        .setFrameCount(decision.frameCount())
        .setFrameRate(first.getFrameRate())
        .setBeats(
            decision.beats().stream()
                .map(
                    b ->
                        new Beat(b.frame(), b.number(), b.beatsPerBar(), b.tempo(), b.confidence()))
                .toList())
        .setTempi(
            decision.tempi().stream()
                .map(t -> new TempoEstimate(t.beatsPerMinute(), t.weight()))
                .toList())
        .setResume(ByteBuffer.wrap(decision.resume().toBytes()))
        .setProvenance(provenance)
        .setEnd(end)
        .setCause(cause)
        .build();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
