package org.neume.decoder.messaging;

import java.util.List;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.stage.InvalidInputException;

/** Reads the columns that the decoder needs out of activation blocks, and refuses what is none. */
final class ActivationColumns {
  private final int[] columns;
  private final ActivationBlock first;

  /** Finds the columns of a recording that a decoder reads by the names in its first block. */
  ActivationColumns(ActivationBlock first, ActivationDecoding decoding) {
    this.first = first;
    List<String> outputs = first.getOutputs();
    columns = decoding.outputs(outputs).stream().mapToInt(outputs::indexOf).toArray();
  }

  /** Columns that {@link #read} gives for every frame. */
  int count() {
    return columns.length;
  }

  /**
   * The rows of a block from a frame on, in the order that the decoder wants.
   *
   * @param skip frames at the block's beginning to leave out
   */
  float[] read(ActivationBlock block, int skip) {
    if (!block.getOutputs().equals(first.getOutputs())
        || block.getFrameRate() != first.getFrameRate()) {
      throw refusal(block, "has other outputs than the recording's first: restart its network");
    }
    if (block.getFrameCount() > 0 && !block.getProvenance().equals(first.getProvenance())) {
      throw refusal(
          block,
          "was made by [%s], those before by [%s]: publish the recording again under a new id"
              .formatted(block.getProvenance(), first.getProvenance()));
    }
    if (columns.length == 0 && block.getFrameCount() > 0) {
      throw refusal(block, "has not the outputs of its decoder: name them in the model folder");
    }
    int width = block.getOutputs().size();
    float[] all;
    try {
      all =
          TensorPayload.decode(
              block.getElementType(),
              block.getPayload(),
              Math.multiplyExact(block.getFrameCount(), width));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refusal(block, String.valueOf(e.getMessage()));
    }
    float[] rows = new float[Math.max(0, block.getFrameCount() - skip) * count()];
    int at = 0;
    for (int frame = skip; frame < block.getFrameCount(); frame++) {
      for (int column : columns) {
        rows[at++] = probability(block, all[frame * width + column]);
      }
    }
    return rows;
  }

  private static float probability(ActivationBlock block, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw refusal(
          block, "holds %s where a probability belongs: check the network".formatted(value));
    }
    return value;
  }

  private static InvalidInputException refusal(ActivationBlock block, String problem) {
    return new InvalidInputException(
        "block %d of %s %s".formatted(block.getSequence(), block.getStream(), problem));
  }
}
