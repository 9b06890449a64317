package org.neume.inference.engine;

import java.util.List;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.NetworkEngine;

/**
 * A network of a {@link SimulatedDevice}: probabilities that follow from a frame's place in its window
 * alone, a steady pulse where beats are asked for and nothing elsewhere.
 */
final class SimulatedNetwork implements NetworkEngine {
  private static final int PULSE_FRAMES = 50;
  private static final int BEATS_PER_BAR = 4;
  private static final float ON = 0.9f;
  private static final float OFF = 0.02f;

  private final ModelManifest manifest;
  private final SimulatedDevice device;

  SimulatedNetwork(ModelManifest manifest, SimulatedDevice device) {
    this.manifest = manifest;
    this.device = device;
  }

  @Override
  public String description() {
    return "simulated";
  }

  @Override
  public boolean batchesArePure() {
    return true;
  }

  @Override
  public float[] run(float[] input, int batch, int frames) {
    if (input.length != (long) batch * frames * manifest.bins()) {
      throw new IllegalArgumentException(
          "%d values are no batch of %d x %d x %d"
              .formatted(input.length, batch, frames, manifest.bins()));
    }
    device.compute();
    List<String> names = manifest.outputs();
    int outputs = names.size();
    float[] activations = new float[Math.multiplyExact(batch * frames, outputs)];
    for (int column = 0; column < outputs; column++) {
      int period =
          switch (names.get(column)) {
            case "beat" -> PULSE_FRAMES;
            case "downbeat" -> PULSE_FRAMES * BEATS_PER_BAR;
            default -> 0;
          };
      if (period > 0) {
        pulse(activations, batch, frames, column, period);
      }
    }
    return activations;
  }

  private void pulse(float[] activations, int batch, int frames, int column, int period) {
    int outputs = manifest.outputs().size();
    for (int window = 0; window < batch; window++) {
      for (int frame = 0; frame < frames; frame++) {
        activations[(window * frames + frame) * outputs + column] = frame % period == 0 ? ON : OFF;
      }
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
