package org.neume.inference.messaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.neume.inference.engine.TestNetwork;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/** Feature streams for tests, and what is read off activation streams. */
final class Recordings {
  private Recordings() {}

  /** A whole stream, cut into blocks of random length; some, and perhaps the last, are empty. */
  static List<FeatureBlock> blocks(String id, float[] features, long seed, String... analyses) {
    Random random = new Random(seed);
    int frames = features.length / TestNetwork.BINS;
    List<FeatureBlock> blocks = new ArrayList<>();
    int done = 0;
    while (done < frames) {
      int count = Math.min(frames - done, random.nextInt(13));
      blocks.add(block(id, blocks.size(), done, features, count, analyses));
      done += count;
    }
    if (blocks.isEmpty() || random.nextBoolean()) {
      blocks.add(block(id, blocks.size(), done, features, 0, analyses));
    }
    blocks.get(blocks.size() - 1).setEnd(End.COMPLETE);
    return blocks;
  }

  static FeatureBlock block(
      String id, long sequence, int firstFrame, float[] features, int count, String... analyses) {
    return FeatureBlock.newBuilder()
        .setRecordingId(id)
        .setStream("test-bands-6")
        .setSequence(sequence)
        .setFirstFrame(firstFrame)
        .setFrameCount(count)
        .setBins(TestNetwork.BINS)
        .setFrameRate(100)
        .setElementType(ElementType.F32)
        .setPayload(
            TensorPayload.encode(
                ElementType.F32, features, firstFrame * TestNetwork.BINS, count * TestNetwork.BINS))
        .setAnalyses(analyses.length == 0 ? List.of("tiny") : Arrays.asList(analyses))
        .setProvenance("features-1")
        // Avro would make defaults with another class loader's enums inside a Quarkus test.
        .setEnd(End.OPEN)
        .setCause(null)
        .build();
  }

  /** The values of a stream, frames x outputs, after a check of its numbering. */
  static float[] values(List<ActivationBlock> stream) {
    List<Float> values = new ArrayList<>();
    long frame = 0;
    for (int i = 0; i < stream.size(); i++) {
      ActivationBlock block = stream.get(i);
      if (block.getSequence() != i
          || block.getFirstFrame() != frame
          || (block.getEnd() == End.OPEN) == (i == stream.size() - 1)) {
        throw new AssertionError("block %d does not follow on: %s".formatted(i, block));
      }
      frame += block.getFrameCount();
      int count = block.getFrameCount() * block.getOutputs().size();
      for (float value : TensorPayload.decode(block.getElementType(), block.getPayload(), count)) {
        values.add(value);
      }
    }
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
