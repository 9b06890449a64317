package org.neume.decoder.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.BeatConstraint;
import org.neume.decoder.decode.ConstraintConflictException;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.Origin;
import org.neume.stage.RecordingMachine;

/**
 * One correction to the beats of its revision: the recording's activations, decoded again under the
 * constraints. What a person asked for and cannot have ends the revision with the cause and blames no
 * record. Confined to one thread at a time; decodes on the stage's own threads.
 */
final class RevisionMachine implements RecordingMachine<Correction, BeatBlock> {
  private final ActivationStore store;
  private final Executor executor;
  private final int partition;
  private final @Nullable BeatBlock last;

  /**
   * Opens a revision.
   *
   * @param partition the recording's partition in every topic
   * @param last the last record of the revision in the log; null if there is none
   */
  RevisionMachine(
      ActivationStore store, Executor executor, int partition, @Nullable BeatBlock last) {
    this.store = store;
    this.executor = executor;
    this.partition = partition;
    this.last = last;
  }

  @Override
  public List<Emission<BeatBlock>> apply(Correction correction) {
    if (correction.getEnd() == End.OPEN) {
      throw new InvalidInputException(
          "correction %s does not end with its only record: publish it with its end"
              .formatted(correction.getStream()));
    }
    String problem = CorrectionReader.problem(correction);
    if (correction.getEnd() == End.ABORTED) {
      problem =
          correction.getCause() == null ? "the correction was aborted" : correction.getCause();
    }
    if (problem != null) {
      return List.of(Emission.of(aborted(correction, problem), 1));
    }
    Origin origin = new Origin(partition, correction.getRecordedFrom());
    CompletableFuture<RecordedActivations> activations =
        store.of(origin, correction.getRecordingId(), correction.getAnalysis());
    return List.of(
        Emission.behind(
            activations.handle((found, failure) -> true),
            () -> activations.handleAsync((a, f) -> records(correction, a, f), executor),
            0,
            1));
  }

  private List<BeatBlock> records(
      Correction correction,
      @Nullable RecordedActivations activations,
      @Nullable Throwable failure) {
    if (activations == null) {
      Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
      if (cause instanceof InvalidInputException invalid) {
        return List.of(aborted(correction, String.valueOf(invalid.getMessage())));
      }
      throw new CompletionException(cause);
    }
    if (correction.getFrameRate() != activations.frameRate()) {
      return List.of(
          aborted(
              correction,
              "the correction counts %s frames per second, the beats have %s: correct the beats as they are"
                  .formatted(correction.getFrameRate(), activations.frameRate())));
    }
    List<BeatConstraint> constraints = CorrectionReader.constraints(correction);
    String provenance =
        "%s constraints=%s"
            .formatted(
                BeatProvenance.of(
                        activations.provenance(),
                        activations.decoding(),
                        activations.hasDownbeats())
                    .text(),
                CorrectionReader.hash(constraints));
    if (last != null && !last.getProvenance().equals(provenance)) {
      return List.of(
          aborted(
              correction,
              "the decoder's settings changed while this revision was written: correct once more"));
    }
    BeatAnnotation found;
    try {
      found = activations.decode(constraints);
    } catch (ConstraintConflictException e) {
      return List.of(aborted(correction, String.valueOf(e.getMessage())));
    }
    long written = last == null ? -1 : last.getSequence();
    return RevisionBlocks.of(
            correction, found, activations.frames(), activations.frameRate(), provenance)
        .stream()
        .filter(block -> block.getSequence() > written)
        .toList();
  }

  private BeatBlock aborted(Correction correction, String cause) {
    return Streams.BEATS.aborted(
        correction.getRecordingId(),
        correction.getStream(),
        last == null ? 0 : last.getSequence() + 1,
        cause,
        last);
  }
}
