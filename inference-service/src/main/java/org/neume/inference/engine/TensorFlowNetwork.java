package org.neume.inference.engine;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.NetworkEngine;

/**
 * One network in TensorFlow. Every call copies its input to native memory and its output back, and
 * frees both before it returns. Safe for use by many threads: TensorFlow's sessions are.
 */
final class TensorFlowNetwork implements NetworkEngine {
  private final ModelManifest manifest;
  private final Model model;
  private final String description;
  private final Queue<ByteBuffer> spare = new ConcurrentLinkedQueue<>();

  /** Takes over a loaded model whose signature was checked. */
  TensorFlowNetwork(ModelManifest manifest, Model model, String description) {
    this.manifest = manifest;
    this.model = model;
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public float[] run(float[] input, int batch, int frames) {
    if (input.length != (long) batch * frames * manifest.bins()) {
      throw new IllegalArgumentException(
          "%d values are no batch of %d x %d x %d"
              .formatted(input.length, batch, frames, manifest.bins()));
    }
    try (NDManager manager = model.getNDManager().newSubManager();
        Predictor<NDList, NDList> predictor =
            model.newPredictor(new NoopTranslator(), manager.getDevice())) {
      NDArray features = create(manager, input, batch, frames);
      features.setName(manifest.inputTensor());
      try (NDList outputs = predictor.predict(new NDList(features))) {
        NDArray activations = outputs.singletonOrThrow();
        Shape expected = new Shape(batch, frames, manifest.outputs().size());
        if (!activations.getShape().equals(expected)) {
          throw new IllegalStateException(
              "the output has the shape %s instead of %s"
                  .formatted(activations.getShape(), expected));
        }
        return activations.toFloatArray();
      }
    } catch (TranslateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(String.valueOf(cause.getMessage()), e);
    }
  }

  /** Direct buffers are freed late by the garbage collector, so a few are kept for the next calls. */
  private NDArray create(NDManager manager, float[] input, int batch, int frames) {
    int size = Math.multiplyExact(input.length, Float.BYTES);
    ByteBuffer buffer = spare.poll();
    if (buffer == null || buffer.capacity() < size) {
      buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(size);
    buffer.asFloatBuffer().put(input);
    try {
      return manager.create(buffer, new Shape(batch, frames, manifest.bins()), DataType.FLOAT32);
    } finally {
      spare.add(buffer);
    }
  }

  @Override
  public void close() {
    model.close();
    spare.clear();
  }
}
