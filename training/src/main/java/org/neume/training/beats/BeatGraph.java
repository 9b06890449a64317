package org.neume.training.beats;

import java.util.List;
import org.neume.training.network.BeatNetwork;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.Dropout;
import org.neume.training.network.NetworkOutputs;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.neume.training.train.TrainableNetwork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A beat network as it is trained: what a step feeds it is varied in the graph, and the tempo head
 * teaches.
 *
 * @param config its shape
 * @param options what is minimized
 */
public record BeatGraph(BeatNetworkConfig config, LossOptions options) implements TrainableNetwork {
  private static final float LN_10 = (float) Math.log(10);

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public WeightLayout layout() {
    return config.layout();
  }

  @Override
  public double dropout() {
    return config.dropout();
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return config.activations(tf, features, weights);
  }

  @Override
  public List<Shape> inputs() {
    int bands = BeatNetworkConfig.BANDS;
    return List.of(
        Shape.of(-1, -1, bands),
        Shape.of(-1, 1, bands),
        Shape.of(-1, 1, bands),
        Shape.of(-1, -1, 2),
        Shape.of(-1, -1, 2),
        Shape.of(-1, config.tempoClasses()));
  }

  @Override
  public Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
    Operand<TFloat32> gains = inputs.get(1);
    Operand<TFloat32> floors = inputs.get(2);
    // Level, equaliser and noise act before the logarithm log10(1 + x) of the representation.
    Operand<TFloat32> linear = tf.math.expm1(tf.math.mul(inputs.get(0), tf.constant(LN_10)));
    Operand<TFloat32> varied =
        tf.math.div(
            tf.math.log1p(tf.math.add(tf.math.mul(linear, gains), floors)), tf.constant(LN_10));
    NetworkOutputs outputs = BeatNetwork.build(tf, varied, config, weights, dropout, true);
    return new BeatLoss(tf)
        .of(outputs, config.heads(), inputs.get(3), inputs.get(4), inputs.get(5), options);
  }
}
