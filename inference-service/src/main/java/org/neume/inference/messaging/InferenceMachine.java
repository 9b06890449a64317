package org.neume.inference.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neume.inference.model.ServedModel;
import org.neume.inference.model.Window;
import org.neume.inference.model.WindowCutter;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/**
 * Turns one recording's features into the activations of one or more networks.
 *
 * <p>The blocks, every bit of them, depend on the features and the models alone. Holds the features
 * that some window to come needs, a few megabytes, however long the recording. Confined to one
 * thread at a time; {@link #apply} waits while the batcher's queue is full.
 */
public final class InferenceMachine implements RecordingMachine<FeatureBlock, ActivationBlock> {
  private final int bins;
  private final double frameRate;
  private final String provenance;
  private final List<ActivationStream> streams = new ArrayList<>();
  private final List<ActivationBlock> closings;
  private final WindowCutter cutter;
  private final InputSpans spans;

  /**
   * Opens a recording.
   *
   * @param first the first input to come
   * @param models what to compute
   * @param closings records that end other streams, to be emitted first
   * @param lastOutputs the last block in the log by stream, ended ones too
   * @throws InvalidInputException if the features do not fit a model, or begin too late to go on
   */
  InferenceMachine(
      FeatureBlock first,
      List<ServedModel> models,
      List<ActivationBlock> closings,
      Map<String, ActivationBlock> lastOutputs) {
    this.closings = new ArrayList<>(closings);
    bins = first.getBins();
    frameRate = first.getFrameRate();
    provenance = first.getProvenance();
    for (ServedModel model : models) {
      FeatureCheck.fits(first, model);
      streams.add(new ActivationStream(model, first, lastOutputs.get(model.manifest().name())));
    }
    spans = new InputSpans(first.getSequence());
    try {
      cutter =
          new WindowCutter(
              bins,
              first.getFirstFrame(),
              streams.stream().map(ActivationStream::grid).toList(),
              streams.stream().map(ActivationStream::nextWindow).toList());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "the log does not reach back far enough (%s): publish the recording again under a new id"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public List<Emission<ActivationBlock>> apply(FeatureBlock input) {
    FeatureCheck.sameMake(input, provenance);
    cutter.append(FeatureCheck.values(input, bins, frameRate, cutter.end()));
    spans.add(input.getSequence(), cutter.end());
    List<Emission<ActivationBlock>> emissions = new ArrayList<>();
    closings.forEach(closing -> emissions.add(Emission.of(closing, 0)));
    closings.clear();
    for (int i = 0; i < streams.size(); i++) {
      for (Window window : cutter.complete(i)) {
        emit(streams.get(i), streams.get(i).blocks(window, false), emissions);
      }
    }
    if (input.getEnd() != End.OPEN) {
      for (int i = 0; i < streams.size(); i++) {
        end(i, input, emissions);
      }
    }
    return emissions;
  }

  private void end(int index, FeatureBlock input, List<Emission<ActivationBlock>> emissions) {
    ActivationStream stream = streams.get(index);
    if (stream.ended()) {
      return;
    }
    if (input.getEnd() == End.ABORTED) {
      // What follows the last frame is not silence here, so the frames near it are not computed.
      emit(stream, List.of(stream.closing(End.ABORTED, input.getCause())), emissions);
      return;
    }
    List<Window> rest = cutter.finish(index);
    for (int i = 0; i < rest.size(); i++) {
      emit(stream, stream.blocks(rest.get(i), i == rest.size() - 1), emissions);
    }
    if (!stream.ended()) {
      emit(stream, List.of(stream.closing(End.COMPLETE, null)), emissions);
    }
  }

  /** Adds blocks; each frees the inputs that neither its stream's rest nor another stream needs. */
  private void emit(
      ActivationStream stream,
      List<ActivationStream.Block> blocks,
      List<Emission<ActivationBlock>> emissions) {
    long others = Long.MAX_VALUE;
    for (ActivationStream other : streams) {
      if (other != stream) {
        others = Math.min(others, other.neededFrom());
      }
    }
    for (ActivationStream.Block block : blocks) {
      long own = block.last() ? Long.MAX_VALUE : stream.neededFrom(block.position());
      emissions.add(Emission.later(block.record(), spans.releasable(Math.min(own, others))));
    }
  }
}
