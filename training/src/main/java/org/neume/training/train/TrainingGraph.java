package org.neume.training.train;

import java.util.ArrayList;
import java.util.List;
import org.neume.training.network.FlatWeights;
import org.neume.training.network.SpatialDropout;
import org.neume.training.network.WeightLayout;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The TensorFlow graph of a training run: the network on the weights with dropout, its loss,
 * gradient and update; and beside it the network on the averaged weights without dropout, for
 * validation.
 */
final class TrainingGraph implements AutoCloseable {
  final Graph graph = new Graph();
  final WeightLayout layout;

  final List<Placeholder<TFloat32>> inputs = new ArrayList<>();
  final Placeholder<TInt64> dropoutSeed;
  final Placeholder<TFloat32> dropoutRate;
  final Operand<TFloat32> loss;
  final Operand<TFloat32> gradient;
  final AdamOptimizer optimizer;

  final Placeholder<TFloat32> heard;
  final Operand<TFloat32> activations;

  final Placeholder<TFloat32> newVector;
  final List<Variable<TFloat32>> vectors;
  final List<Op> assignments = new ArrayList<>();

  TrainingGraph(TrainableNetwork network, double clipNorm) {
    Ops tf = Ops.create(graph);
    layout = network.layout();
    for (Shape shape : network.inputs()) {
      inputs.add(placeholder(tf, shape));
    }
    dropoutSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    dropoutRate = placeholder(tf, Shape.scalar());

    Variable<TFloat32> weights = tf.variable(Shape.of(layout.size()), TFloat32.class);
    FlatWeights slices = new FlatWeights(tf, weights, layout);
    loss = network.loss(tf, inputs, slices, new SpatialDropout(dropoutSeed, dropoutRate));
    gradient = FlatGradient.of(tf, loss, slices);

    Variable<TFloat32> average = tf.variable(Shape.of(layout.size()), TFloat32.class);
    optimizer =
        new AdamOptimizer(
            tf,
            weights,
            average,
            gradient,
            FlatGradient.kernels(tf, layout),
            clipNorm,
            layout.size());

    heard = placeholder(tf, Shape.of(-1, -1, network.width()));
    activations = network.activations(tf, heard, new FlatWeights(tf, average, layout));

    vectors = List.of(weights, optimizer.firstMoment, optimizer.secondMoment, average);
    newVector = placeholder(tf, Shape.of(layout.size()));
    for (Variable<TFloat32> vector : vectors) {
      assignments.add(tf.assign(vector, newVector));
    }
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, Shape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  @Override
  public void close() {
    graph.close();
  }
}
