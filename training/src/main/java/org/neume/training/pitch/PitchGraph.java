package org.neume.training.pitch;

import java.util.List;
import java.util.stream.LongStream;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.network.Dropout;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.neume.training.train.TrainableNetwork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network of single notes as it is trained: by the cross-entropy of the pitch, and of family and velocity
 * where they are known.
 *
 * @param kind which network
 * @param kinds weight of family and velocity
 */
record PitchGraph(PitchNetworkKind kind, double kinds) implements TrainableNetwork {
  @Override
  public String name() {
    return kind.network().name();
  }

  @Override
  public int width() {
    return kind.network().width();
  }

  @Override
  public WeightLayout layout() {
    return kind.network().layout();
  }

  @Override
  public double dropout() {
    return 0;
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return kind.network().activations(tf, features, weights);
  }

  @Override
  public List<Shape> inputs() {
    long[] window = LongStream.concat(LongStream.of(-1), LongStream.of(kind.window())).toArray();
    return List.of(Shape.of(window), Shape.of(-1, kind.answers()));
  }

  @Override
  public Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
    Operand<TFloat32> logits = kind.logits(tf, inputs.get(0), weights);
    Operand<TFloat32> targets = inputs.get(1);
    int pitches = SingleNoteOutputs.PITCHES;
    Operand<TFloat32> loss = entropy(tf, logits, targets, 0, pitches, 1);
    if (kind.answers() == pitches) {
      return loss;
    }
    int families = SingleNoteOutputs.FAMILIES.size();
    int velocities = SingleNoteOutputs.VELOCITIES.size();
    return tf.math.addN(
        List.of(
            loss,
            entropy(tf, logits, targets, pitches, families, kinds),
            entropy(tf, logits, targets, pitches + families, velocities, kinds)));
  }

  /** Rows of zeros in the targets, for what is unknown, cost nothing. */
  private static Operand<TFloat32> entropy(
      Ops tf,
      Operand<TFloat32> logits,
      Operand<TFloat32> targets,
      int first,
      int count,
      double weight) {
    Operand<TFloat32> said = tf.nn.logSoftmax(part(tf, logits, first, count));
    Operand<TFloat32> items =
        tf.reduceSum(
            tf.math.mul(said, part(tf, targets, first, count)), tf.constant(new int[] {1}));
    return tf.math.mul(
        tf.constant((float) -weight), tf.math.mean(items, tf.constant(new int[] {0})));
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> rows, int first, int count) {
    return tf.slice(rows, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }
}
