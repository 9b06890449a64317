package org.neume.transcription.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.PitchCandidate;
import org.neume.schemas.record.SingleNote;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.transcription.notes.IdentifiedNote;
import org.neume.transcription.notes.SingleNoteDecoder;
import org.neume.transcription.notes.SingleNoteRule;

/**
 * One recording's activations to the block of its only note, written when the recording has ended. Until
 * then no activations are released, for half a minute at most: what lasts longer fails. Confined to one
 * thread at a time.
 */
final class SingleNoteMachine implements RecordingMachine<ActivationBlock, NoteBlock> {
  // Raised whenever the arithmetic changes.
  private static final int ARITHMETIC = 2;

  private final ActivationBlock first;
  private final NoteColumns columns;
  private final SingleNoteDecoder decoder;
  private final String provenance;
  private final List<String> analyses;
  private long position;

  /**
   * Opens a recording.
   *
   * @param first the first block to come
   * @throws InvalidInputException if the activations do not begin with the recording
   */
  SingleNoteMachine(ActivationBlock first) {
    this.first = ActivationBlock.newBuilder(first).setPayload(ByteBuffer.allocate(0)).build();
    if (!FrameRates.usable(first.getFrameRate())) {
      throw new InvalidInputException(
          "the activations of %s have %s frames per second"
              .formatted(first.getStream(), first.getFrameRate()));
    }
    SingleNoteRule rule = SingleNoteRule.usual();
    columns = new NoteColumns(first, SingleNoteOutputs.names(), 0);
    decoder = new SingleNoteDecoder(rule, first.getFrameRate());
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + rule).getBytes(StandardCharsets.UTF_8));
    provenance =
        "%s decoder=pitch rule=%08x".formatted(first.getProvenance(), hash.getValue()).strip();
    // Of a single note nobody makes a score, whatever else the recording asks for.
    analyses =
        first.getAnalyses().stream().filter(name -> !name.equals(ScoreStage.ANALYSIS)).toList();
    position = first.getFirstFrame();
    if (position != 0) {
      throw new InvalidInputException(
          "the log begins at frame %d of this recording, 0 is needed: publish it again under a new id"
              .formatted(position));
    }
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
    float[] rows = columns.read(block, 0);
    decoder.push(rows, block.getFrameCount());
    position += block.getFrameCount();
    IdentifiedNote found = null;
    if (block.getEnd() == End.COMPLETE) {
      found = decoder.finish();
    }
    String failure = decoder.failure();
    if (failure != null) {
      return List.of(
          new Emission<>(CompletableFuture.failedFuture(new InvalidInputException(failure)), 0));
    }
    return block.getEnd() == End.OPEN
        ? List.of()
        : List.of(Emission.of(record(block, found), block.getSequence() + 1));
  }

  @Override
  public long gatheredBytes() {
    return decoder.bytes();
  }

  private NoteBlock record(ActivationBlock last, @Nullable IdentifiedNote found) {
    return NoteBlock.newBuilder()
        .setRecordingId(first.getRecordingId())
        .setStream(first.getStream())
        .setSequence(0)
        .setFirstFrame(0)
        .setFrameCount(position)
        .setFrameRate(first.getFrameRate())
        .setNotes(found == null ? List.of() : List.of(note(found.note())))
        .setSingle(found == null ? null : single(found))
        .setAnalyses(analyses)
        .setProvenance(provenance)
        .setEnd(last.getEnd())
        .setCause(last.getCause())
        .build();
  }

  private static Note note(PlayedNote note) {
    return new Note(note.onset(), note.offset(), note.pitch(), note.velocity(), note.confidence());
  }

  private static SingleNote single(IdentifiedNote found) {
    return SingleNote.newBuilder()
        .setPitches(
            found.pitches().stream()
                .map(c -> new PitchCandidate(c.pitch(), c.probability()))
                .toList())
        .setCents(found.cents().isPresent() ? found.cents().getAsDouble() : null)
        .setFamily(found.family())
        .setFamilyProbability(found.familyProbability())
        .setVelocityProbability(found.velocityProbability())
        .build();
  }
}
