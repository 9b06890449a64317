package org.neume.transcription.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.DecoderName;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.BlockSpans;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.transcription.notes.NoteDecision;
import org.neume.transcription.notes.NoteDecoder;
import org.neume.transcription.notes.NoteResume;
import org.neume.transcription.notes.NoteSettings;

/**
 * One recording's activations to blocks of final notes, one block for each of the decoder's
 * decisions. Each block carries the decoder's state behind it, so a successor needs the activations
 * behind the last block and a few frames of context alone. Confined to one thread at a time.
 */
final class NoteMachine implements RecordingMachine<ActivationBlock, NoteBlock> {
  private final String recordingId;
  private final String stream;
  private final double frameRate;
  private final List<String> analyses;
  private final String provenance;
  private final NoteColumns columns;
  private final NoteDecoder decoder;
  private final BlockSpans spans = new BlockSpans();
  private final long resumedAt;
  private long position;
  private long blocks;

  /**
   * Opens a recording.
   *
   * @param first the first block to come
   * @param last the last block of notes in the log; null if there is none
   * @throws InvalidInputException if the activations begin too late to go on behind {@code last}, or
   *     {@code last} was made by another model or with other settings
   */
  NoteMachine(NoteConfig config, ActivationBlock first, @Nullable NoteBlock last) {
    recordingId = first.getRecordingId();
    stream = first.getStream();
    frameRate = first.getFrameRate();
    columns = new NoteColumns(first);
    analyses = List.copyOf(last == null ? first.getAnalyses() : last.getAnalyses());
    blocks = last == null ? 0 : last.getSequence() + 1;
    boolean aborted = first.getOutputs().isEmpty();
    NoteSettings settings;
    try {
      settings = aborted ? config.settings() : settings(config, first);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the activations of %s: %s".formatted(first.getStream(), e.getMessage()), e);
    }
    NoteProvenance made = NoteProvenance.of(first.getProvenance(), settings);
    if (last != null) {
      made.goesOnBehind(last);
    }
    provenance = made.text();
    try {
      decoder =
          last == null
              ? NoteDecoder.of(settings)
              : NoteDecoder.resume(settings, NoteResume.of(bytes(last.getResume())));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the notes were begun with another decoder (%s): publish the recording again under a new id"
              .formatted(e.getMessage()),
          e);
    }
    resumedAt = last == null ? 0 : decoder.neededFromFrame();
    position = first.getFirstFrame();
    if (position < 0 || position > resumedAt) {
      throw new InvalidInputException(
          "the log begins at frame %d of this recording, %d is needed: publish it again under a new id"
              .formatted(position, resumedAt));
    }
  }

  private static NoteSettings settings(NoteConfig config, ActivationBlock first) {
    return first.getDecoderName().equals(DecoderName.FRAMES.text())
        ? config.runs(first.getFrameRate())
        : config.settings(first.getFrameRate());
  }

  @Override
  public List<Emission<NoteBlock>> apply(ActivationBlock block) {
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
    List<Emission<NoteBlock>> emissions = new ArrayList<>();
    for (NoteDecision decision : push(rows, block.getFrameCount() - skip)) {
      emissions.add(
          Emission.of(record(decision, End.OPEN, null), spans.holding(decision.neededFrom())));
    }
    String failure = decoder.failure();
    if (failure != null) {
      // Behind what was decided, so that the notes before depend on the frames alone, however they
      // came.
      emissions.add(
          new Emission<>(CompletableFuture.failedFuture(new InvalidInputException(failure)), 0));
    } else if (block.getEnd() != End.OPEN) {
      emissions.add(
          Emission.of(
              record(refusing(decoder::finish), block.getEnd(), block.getCause()),
              block.getSequence() + 1));
    }
    return emissions;
  }

  private List<NoteDecision> push(float[] rows, int frames) {
    return refusing(() -> decoder.push(rows, frames));
  }

  private static <T> T refusing(Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private NoteBlock record(NoteDecision decision, End end, @Nullable String cause) {
    return NoteBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(blocks++)
        .setFirstFrame(decision.firstFrame())
        .setFrameCount(decision.frameCount())
        .setFrameRate(frameRate)
        .setNotes(
            decision.notes().stream()
                .map(n -> new Note(n.onset(), n.offset(), n.pitch(), n.velocity(), n.confidence()))
                .toList())
        .setAnalyses(analyses)
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
