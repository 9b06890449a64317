package org.neume.transcription.messaging;

import java.util.List;
import org.neume.schemas.NoteOutputs;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.stage.InvalidInputException;

/**
 * Reads the rows that a decoder takes out of activation blocks, whatever the order of a
 * network's columns, and refuses what is none.
 */
final class NoteColumns {
  /** Struck neither hard nor softly: the velocity of notes that a network says nothing of. */
  private static final float UNTOLD_VELOCITY = 64f / 127;

  private final List<String> outputs;
  private final double frameRate;
  private final String provenance;
  private final float untold;
  private final int[] sources;

  /** Finds the columns of notes by the names in a recording's first block. */
  NoteColumns(ActivationBlock first) {
    this(first, NoteOutputs.names(), UNTOLD_VELOCITY);
  }

  /**
   * Finds columns by the names in a recording's first block.
   *
   * @param names the columns that rows are to have
   * @param untold the value of those that the network does not give
   */
  NoteColumns(ActivationBlock first, List<String> names, float untold) {
    this.untold = untold;
    outputs = List.copyOf(first.getOutputs());
    frameRate = first.getFrameRate();
    provenance = first.getProvenance();
    sources = names.stream().mapToInt(outputs::indexOf).toArray();
  }

  /**
   * The rows of a block from a frame on, a value for each column.
   *
   * @param skip frames at the block's beginning to leave out
   */
  float[] read(ActivationBlock block, int skip) {
    if (!block.getOutputs().equals(outputs) || block.getFrameRate() != frameRate) {
      throw refusal(block, "has other outputs than the recording's first: restart its network");
    }
    if (block.getFrameCount() > 0 && !block.getProvenance().equals(provenance)) {
      throw refusal(
          block,
          "was made by [%s], those before by [%s]: publish the recording again under a new id"
              .formatted(block.getProvenance(), provenance));
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
    float[] rows = new float[Math.max(0, block.getFrameCount() - skip) * sources.length];
    int at = 0;
    for (int frame = skip; frame < block.getFrameCount(); frame++) {
      for (int source : sources) {
        rows[at++] = source < 0 ? untold : value(block, all[frame * width + source]);
      }
    }
    return rows;
  }

  private static float value(ActivationBlock block, float value) {
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
