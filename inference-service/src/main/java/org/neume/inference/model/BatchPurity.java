package org.neume.inference.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures which batch sizes leave a window's result untouched: kernels may order their sums by the
 * shape of a batch, and then a window's last bits depend on its batch mates' number.
 *
 * <p>Different probes fill the batch; each must give, bit for bit, what it gives alone. The runs
 * also warm the engine up for every shape.
 */
final class BatchPurity {
  private static final int PROBES = 3;

  private BatchPurity() {}

  /**
   * The sizes, of those up to {@code maxWindows}, whose results are those of single windows.
   *
   * @throws ModelException if the network cannot compute a window, or gives no probabilities
   */
  static BatchSizes measure(
      NetworkEngine engine, ModelManifest manifest, int frames, int maxWindows) {
    if (engine.batchesArePure()) {
      return new BatchSizes(BatchSizes.candidates(maxWindows));
    }
    List<float[]> probes = new ArrayList<>();
    List<float[]> alone = new ArrayList<>();
    for (int i = 0; i < Math.min(PROBES, maxWindows); i++) {
      float[] probe = probe(frames * manifest.bins(), i);
      probes.add(probe);
      alone.add(trial(engine, manifest, frames, probe));
    }
    List<Integer> pure = new ArrayList<>();
    for (int size : BatchSizes.candidates(maxWindows)) {
      if (size == 1 || same(engine, frames, size, probes, alone)) {
        pure.add(size);
      }
    }
    return new BatchSizes(List.copyOf(pure));
  }

  private static float[] trial(
      NetworkEngine engine, ModelManifest manifest, int frames, float[] probe) {
    float[] output;
    try {
      output = engine.run(probe, 1, frames);
    } catch (RuntimeException e) {
      throw new ModelException(
          "the model %s cannot compute a trial window of %d frames (%s): export it again"
              .formatted(
                  manifest.name(),
                  frames,
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    for (float value : output) {
      if (!(value >= 0 && value <= 1)) {
        throw new ModelException(
            "the model %s gives %s for a trial window, not a probability: export it with its last activation"
                .formatted(manifest.name(), value));
      }
    }
    return output;
  }

  private static boolean same(
      NetworkEngine engine, int frames, int size, List<float[]> probes, List<float[]> alone) {
    int length = probes.get(0).length;
    float[] batch = new float[Math.multiplyExact(size, length)];
    for (int i = 0; i < size; i++) {
      System.arraycopy(probes.get(i % probes.size()), 0, batch, i * length, length);
    }
    float[] together = engine.run(batch, size, frames);
    int outputs = alone.get(0).length;
    for (int i = 0; i < size; i++) {
      float[] one = Arrays.copyOfRange(together, i * outputs, (i + 1) * outputs);
      if (!Arrays.equals(one, alone.get(i % alone.size()))) {
        return false;
      }
    }
    return true;
  }

  /** Values in 0 to 1, mostly small as in a spectrum, always the same: a xorshift generator's. */
  private static float[] probe(int length, int number) {
    float[] values = new float[length];
    long state = 0x9E3779B97F4A7C15L * (number + 1);
    for (int i = 0; i < length; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      float uniform = (state >>> 40) * 0x1p-24f;
      values[i] = uniform * uniform;
    }
    return values;
  }
}
