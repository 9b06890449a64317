package org.neume.inference.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * An engine without a network: with two bins and two outputs each output is its input. A value of 9
 * makes the whole batch fail; it can be made to wait, or to let batches change their results.
 */
final class FakeEngine implements NetworkEngine {
  static final float POISON = 9;

  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final Semaphore permits;
  volatile int impureFrom = Integer.MAX_VALUE;
  volatile float scale = 1;
  volatile boolean closed;

  private FakeEngine(int permits) {
    this.permits = new Semaphore(permits);
  }

  static FakeEngine free() {
    return new FakeEngine(Integer.MAX_VALUE / 2);
  }

  static FakeEngine halted() {
    return new FakeEngine(0);
  }

  @Override
  public String description() {
    return "fake";
  }

  @Override
  public float[] run(float[] input, int batch, int frames) {
    permits.acquireUninterruptibly();
    batches.add(batch);
    float[] output = input.clone();
    for (int i = 0; i < output.length; i++) {
      if (output[i] == POISON) {
        throw new IllegalStateException("poison in the batch\nand a second line");
      }
      output[i] *= scale;
      if (batch >= impureFrom) {
        output[i] = Math.nextUp(output[i]);
      }
    }
    return output;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A description of this engine's network. */
  static ModelManifest manifest() {
    return new ModelManifest(
        "fake",
        "1",
        "",
        "two",
        100,
        2,
        0,
        0,
        List.of(4),
        "in",
        "out",
        List.of("a", "b"),
        "none",
        "Apache-2.0",
        "",
        java.util.Map.of(),
        0,
        "00".repeat(32));
  }

  /** A window of equal values. */
  static NetworkInput window(int frames, float value) {
    float[] values = new float[frames * 2];
    java.util.Arrays.fill(values, value);
    return new NetworkInput(values, frames);
  }
}
