package org.neume.training.train;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** The tensors that one run of a graph is fed, closed together. */
final class Feeds implements AutoCloseable {
  final Session.Runner runner;
  private final List<Tensor> tensors = new ArrayList<>();

  Feeds(Session.Runner runner) {
    this.runner = runner;
  }

  void feed(Op placeholder, Tensor tensor) {
    tensors.add(tensor);
    runner.feed(placeholder.op().output(0), tensor);
  }

  void scalar(Op placeholder, double value) {
    feed(placeholder, TFloat32.scalarOf((float) value));
  }

  /** The scalars of one update. */
  void scalars(AdamOptimizer optimizer, AdamStep step) {
    scalar(optimizer.learningRate, step.learningRate());
    scalar(optimizer.beta1Power, step.beta1Power());
    scalar(optimizer.beta2Power, step.beta2Power());
    scalar(optimizer.epsilon, step.epsilon());
    scalar(optimizer.decay, step.decay());
    scalar(optimizer.averageDecay, step.averageDecay());
  }

  /** A session's configuration: so many threads inside an operation, whatever other sessions use. */
  static ConfigProto threads(int count) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(count)
        .setInterOpParallelismThreads(2)
        .setUsePerSessionThreads(true)
        .build();
  }

  /** A tensor of these values. */
  static TFloat32 tensor(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
  }

  /** The values of a tensor. */
  static float[] copy(Tensor tensor) {
    FloatDataBuffer buffer = ((TFloat32) tensor).asRawTensor().data().asFloats();
    float[] values = new float[Math.toIntExact(buffer.size())];
    buffer.read(values);
    return values;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
