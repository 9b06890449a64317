package org.neume.training.multipitch;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * Linear regression with the square loss, solved instead of trained: the weights at the bottom of the loss
 * on all frames at once, but for a ridge that keeps them small. Features are brought to mean 0 and variance
 * 1 first. Used by one thread at a time.
 */
final class LeastSquares {
  private static final int CHUNK = 1_024;
  private static final int PITCHES = MultipitchPiece.PITCHES;

  private final int width;
  private final float[] mean;
  private final float[] scale;
  private final float[] gram;
  private final float[] products;
  private final int count;
  private final int threads;

  /** Sums up what the solutions need; changes the values of {@code frames}. */
  LeastSquares(LabeledFrames frames, int threads) {
    this.threads = threads;
    width = frames.width();
    count = frames.count();
    mean = new float[width];
    scale = new float[width];
    measure(frames);
    standardize(frames);
    int size = width + 1;
    gram = new float[size * size];
    products = new float[size * PITCHES];
    try (Graph graph = new Graph();
        Session session = session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> rows =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
      Placeholder<TFloat32> labels =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, PITCHES)));
      Operand<TFloat32> square = tf.linalg.matMul(rows, rows, MatMul.transposeA(true));
      Operand<TFloat32> product = tf.linalg.matMul(rows, labels, MatMul.transposeA(true));
      for (int first = 0; first < count; first += CHUNK) {
        int part = Math.min(CHUNK, count - first);
        try (TFloat32 x = tensor(withOne(frames, first, part), part, size);
            TFloat32 y =
                tensor(
                    java.util.Arrays.copyOfRange(
                        frames.labels(), first * PITCHES, (first + part) * PITCHES),
                    part,
                    PITCHES);
            Result result =
                session.runner().feed(rows, x).feed(labels, y).fetch(square).fetch(product).run()) {
          add((TFloat32) result.get(0), gram);
          add((TFloat32) result.get(1), products);
        }
      }
    }
  }

  /**
   * The weights, [width + 1, 128], the last row added to every frame.
   *
   * @param ridge share of a feature's variance that is added to it
   */
  float[] solve(double ridge) {
    int size = width + 1;
    try (Graph graph = new Graph();
        Session session = session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> square =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size, size)));
      Placeholder<TFloat32> product =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size, PITCHES)));
      float[] regular = gram.clone();
      for (int i = 0; i < width; i++) {
        regular[i * size + i] += (float) (ridge * count);
      }
      Operand<TFloat64> solution =
          tf.linalg.solve(
              tf.dtypes.cast(square, TFloat64.class), tf.dtypes.cast(product, TFloat64.class));
      Operand<TFloat32> weights = tf.dtypes.cast(solution, TFloat32.class);
      try (TFloat32 a = tensor(regular, size, size);
          TFloat32 b = tensor(products, size, PITCHES);
          Result result = session.runner().feed(square, a).feed(product, b).fetch(weights).run()) {
        return copy((TFloat32) result.get(0));
      }
    }
  }

  /** What weights say of frames, whose values are brought to the same scale in place: call it once. */
  LabeledFrames standardize(LabeledFrames frames) {
    for (int row = 0; row < frames.count(); row++) {
      for (int i = 0; i < width; i++) {
        int at = row * width + i;
        frames.values()[at] = (frames.values()[at] - mean[i]) * scale[i];
      }
    }
    return frames;
  }

  /** The estimates of frames on the scale of those that were solved for, [count, 128]. */
  float[] estimates(LabeledFrames frames, float[] weights) {
    int size = width + 1;
    float[] said = new float[frames.count() * PITCHES];
    try (Graph graph = new Graph();
        Session session = session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> rows =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size)));
      Placeholder<TFloat32> matrix =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size, PITCHES)));
      Operand<TFloat32> product = tf.linalg.matMul(rows, matrix);
      try (TFloat32 w = tensor(weights, size, PITCHES)) {
        for (int first = 0; first < frames.count(); first += CHUNK) {
          int part = Math.min(CHUNK, frames.count() - first);
          try (TFloat32 x = tensor(withOne(frames, first, part), part, size);
              Result result = session.runner().feed(rows, x).feed(matrix, w).fetch(product).run()) {
            System.arraycopy(
                copy((TFloat32) result.get(0)), 0, said, first * PITCHES, part * PITCHES);
          }
        }
      }
    }
    return said;
  }

  private void measure(LabeledFrames frames) {
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < width; i++) {
        double value = frames.values()[row * width + i];
        sum[i] += value;
        squares[i] += value * value;
      }
    }
    for (int i = 0; i < width; i++) {
      double average = sum[i] / count;
      double variance = Math.max(0, squares[i] / count - average * average);
      mean[i] = (float) average;
      scale[i] = (float) (1 / Math.sqrt(variance + 1e-9));
    }
  }

  private float[] withOne(LabeledFrames frames, int first, int part) {
    float[] rows = new float[part * (width + 1)];
    for (int row = 0; row < part; row++) {
      System.arraycopy(frames.values(), (first + row) * width, rows, row * (width + 1), width);
      rows[row * (width + 1) + width] = 1;
    }
    return rows;
  }

  private Session session(Graph graph) {
    return new Session(
        graph,
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .setUsePerSessionThreads(true)
            .build());
  }

  private static TFloat32 tensor(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
  }

  private static void add(TFloat32 tensor, float[] sums) {
    float[] values = copy(tensor);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  private static float[] copy(TFloat32 tensor) {
    FloatDataBuffer buffer = tensor.asRawTensor().data().asFloats();
    float[] values = new float[Math.toIntExact(buffer.size())];
    buffer.read(values);
    return values;
  }
}
