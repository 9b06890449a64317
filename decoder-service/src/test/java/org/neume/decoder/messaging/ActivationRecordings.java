package org.neume.decoder.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;

/** Synthetic activations: clear beats in bars, and noise. */
final class ActivationRecordings {
  private ActivationRecordings() {}

  /** Rows of beat and downbeat with a beat every {@code period} frames, four to the bar. */
  static float[] rows(int frames, int period, long seed) {
    Random random = new Random(seed);
    float[] rows = new float[frames * 2];
    for (int frame = 0; frame < frames; frame++) {
      boolean beat = frame % period == period / 2;
      boolean downbeat = beat && frame / period % 4 == 0;
      rows[2 * frame] = beat ? 0.9f : 0.02f * random.nextFloat();
      rows[2 * frame + 1] = downbeat ? 0.8f : 0.01f * random.nextFloat();
    }
    return rows;
  }

  /** The rows in blocks of 1 to 300 frames, or none in the closing one. */
  static List<ActivationBlock> blocks(String id, float[] rows, long seed) {
    Random random = new Random(seed);
    List<ActivationBlock> blocks = new ArrayList<>();
    int frames = rows.length / 2;
    int at = 0;
    do {
      int count = Math.min(frames - at, 1 + random.nextInt(300));
      boolean last = at + count == frames && (count == 0 || random.nextBoolean());
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId(id)
              .setStream("beats")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setOutputs(List.of("beat", "downbeat"))
              .setFrameRate(100)
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, rows, at * 2, count * 2))
              .setProvenance("test")
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    } while (blocks.get(blocks.size() - 1).getEnd() == End.OPEN);
    return blocks;
  }
}
