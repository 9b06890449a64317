package org.neume.training.train;

import java.util.ArrayList;
import java.util.List;
import org.neume.training.network.BeatNetwork;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.Dropout;
import org.neume.training.network.FlatWeights;
import org.neume.training.network.NetworkOutputs;
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
  private static final float LN_10 = (float) Math.log(10);

  final Graph graph = new Graph();
  final WeightLayout layout;

  final Placeholder<TFloat32> features;
  final Placeholder<TFloat32> gains;
  final Placeholder<TFloat32> floors;
  final Placeholder<TFloat32> targets;
  final Placeholder<TFloat32> targetWeights;
  final Placeholder<TFloat32> tempoTargets;
  final Placeholder<TInt64> dropoutSeed;
  final Placeholder<TFloat32> dropoutRate;
  final Operand<TFloat32> loss;
  final Operand<TFloat32> gradient;
  final AdamOptimizer optimizer;

  final Placeholder<TFloat32> heard;
  final Operand<TFloat32> probabilities;

  final Variable<TFloat32> weights;
  final Placeholder<TFloat32> newVector;
  final List<Variable<TFloat32>> vectors;
  final List<Op> assignments = new ArrayList<>();

  TrainingGraph(BeatNetworkConfig config, LossOptions lossOptions, OptimizerOptions options) {
    Ops tf = Ops.create(graph);
    layout = WeightLayout.of(config);
    int bands = BeatNetworkConfig.BANDS;
    features = placeholder(tf, Shape.of(-1, -1, bands));
    gains = placeholder(tf, Shape.of(-1, 1, bands));
    floors = placeholder(tf, Shape.of(-1, 1, bands));
    targets = placeholder(tf, Shape.of(-1, -1, 2));
    targetWeights = placeholder(tf, Shape.of(-1, -1, 2));
    tempoTargets = placeholder(tf, Shape.of(-1, config.tempoClasses()));
    dropoutSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    dropoutRate = placeholder(tf, Shape.scalar());

    weights = tf.variable(Shape.of(layout.size()), TFloat32.class);
    FlatWeights slices = new FlatWeights(tf, weights, layout);
    // Level, equaliser and noise act before the logarithm log10(1 + x) of the representation.
    Operand<TFloat32> linear = tf.math.expm1(tf.math.mul(features, tf.constant(LN_10)));
    Operand<TFloat32> varied =
        tf.math.div(
            tf.math.log1p(tf.math.add(tf.math.mul(linear, gains), floors)), tf.constant(LN_10));
    NetworkOutputs outputs =
        BeatNetwork.build(
            tf, varied, config, slices, new SpatialDropout(dropoutSeed, dropoutRate), true);
    loss =
        new BeatLoss(tf)
            .of(outputs, config.heads(), targets, targetWeights, tempoTargets, lossOptions);
    gradient = FlatGradient.of(tf, loss, slices);

    Variable<TFloat32> average = tf.variable(Shape.of(layout.size()), TFloat32.class);
    optimizer =
        new AdamOptimizer(
            tf,
            weights,
            average,
            gradient,
            FlatGradient.kernels(tf, layout),
            options.clipNorm(),
            layout.size());

    heard = placeholder(tf, Shape.of(-1, -1, bands));
    probabilities =
        BeatNetwork.build(
                tf, heard, config, new FlatWeights(tf, average, layout), Dropout.NONE, false)
            .probabilities();

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
