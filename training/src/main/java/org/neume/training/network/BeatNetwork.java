package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Builds the graph of a beat network. Training and export call the same code; they differ in where
 * weights come from and in dropout.
 *
 * <p>Time padding: the input gets two silent frames at either end, which the two 3x3 convolutions
 * use up without padding of their own, so that outside its window the convolutional block sees
 * silence. The dilated convolutions see zeros outside the window. Frames nearer to the window's
 * edge than {@link BeatNetworkConfig#contextFrames()} therefore depend on where the window was cut,
 * and a reader of long recordings drops them.
 */
public final class BeatNetwork {
  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final BeatNetworkConfig config;
  private final WeightSource weights;
  private final Dropout dropout;

  private BeatNetwork(Ops tf, BeatNetworkConfig config, WeightSource weights, Dropout dropout) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.dropout = dropout;
  }

  /**
   * Adds the network to a graph.
   *
   * @param features [batch, frames, 81]; batch and frames may be unknown until the graph runs
   * @param withTempo whether to add the tempo head, where the network has one
   */
  public static NetworkOutputs build(
      Ops tf,
      Operand<TFloat32> features,
      BeatNetworkConfig config,
      WeightSource weights,
      Dropout dropout,
      boolean withTempo) {
    return new BeatNetwork(tf, config, weights, dropout).build(features, withTempo);
  }

  private NetworkOutputs build(Operand<TFloat32> features, boolean withTempo) {
    Operand<TFloat32> folded = convolutionalBlock(features);
    Operand<TFloat32> hidden = folded;
    for (int block = 0; block < config.blocks(); block++) {
      hidden = tf.math.add(hidden, residual(hidden, block));
    }
    Operand<TFloat32> last = hidden;
    if (config.heads() == OutputHeads.BEAT_AND_DOWNBEAT) {
      last = dropout.apply(tf, tf.nn.elu(hidden));
    }
    Operand<TFloat32> logits = dense(last, "output", config.channels(), config.heads().units());
    Optional<Operand<TFloat32>> tempo = Optional.empty();
    if (withTempo && config.tempoClasses() > 0) {
      // The sum of what the blocks added: the skip connections of the 2020 paper.
      tempo = Optional.of(tempoLogits(tf.math.sub(hidden, folded)));
    }
    return new NetworkOutputs(logits, probabilities(logits), tempo);
  }

  /** 81 bands to one vector per frame: [batch, frames, 81] to [batch, frames, channels]. */
  private Operand<TFloat32> convolutionalBlock(Operand<TFloat32> features) {
    Operand<TFloat32> silent =
        tf.pad(features, tf.constant(new int[][] {{0, 0}, {2, 2}, {0, 0}}), tf.constant(0f));
    Operand<TFloat32> scaled =
        tf.math.mul(
            tf.math.sub(silent, tf.constant((float) config.inputCenter())),
            tf.constant((float) config.inputScale()));
    Operand<TFloat32> image = tf.expandDims(scaled, tf.constant(3));
    Operand<TFloat32> first = spectral(image, "conv1", true);
    Operand<TFloat32> second = spectral(first, "conv2", true);
    Operand<TFloat32> third = spectral(second, "conv3", false);
    return tf.squeeze(third, org.tensorflow.op.core.Squeeze.axis(List.of(2L)));
  }

  private Operand<TFloat32> spectral(Operand<TFloat32> input, String name, boolean pooled) {
    Operand<TFloat32> sum =
        tf.nn.biasAdd(
            tf.nn.conv2d(input, weights.weight(name + ".kernel"), UNIT_STRIDES, "VALID"),
            weights.weight(name + ".bias"));
    // ELU rises everywhere, so it may follow the pool: the same values for a third of the work.
    Operand<TFloat32> kept = pooled ? BandPooling.max(tf, sum, BeatNetworkConfig.BAND_POOL) : sum;
    return dropout.apply(tf, tf.nn.elu(kept));
  }

  /** What block {@code block} adds to its input [batch, frames, channels]. */
  private Operand<TFloat32> residual(Operand<TFloat32> input, int block) {
    List<Operand<TFloat32>> branches = new ArrayList<>();
    for (int branch = 0; branch < config.branches(); branch++) {
      String name = "block" + block + ".branch" + branch;
      branches.add(
          tf.nn.biasAdd(
              TimeConvolution.apply(
                  tf, input, weights.weight(name + ".kernel"), config.dilation(block, branch)),
              weights.weight(name + ".bias")));
    }
    Operand<TFloat32> joined =
        branches.size() == 1 ? branches.get(0) : tf.concat(branches, tf.constant(2));
    Operand<TFloat32> active = dropout.apply(tf, tf.nn.elu(joined));
    return dense(
        active, "block" + block + ".mix", config.branches() * config.channels(), config.channels());
  }

  private Operand<TFloat32> tempoLogits(Operand<TFloat32> skips) {
    Operand<TFloat32> pooled = tf.math.mean(tf.nn.elu(skips), tf.constant(new int[] {1}));
    return tf.nn.biasAdd(
        tf.linalg.matMul(pooled, weights.weight("tempo.kernel")), weights.weight("tempo.bias"));
  }

  private Operand<TFloat32> dense(Operand<TFloat32> input, String name, int in, int out) {
    Operand<TFloat32> rows = tf.reshape(input, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> product =
        tf.nn.biasAdd(
            tf.linalg.matMul(rows, weights.weight(name + ".kernel")),
            weights.weight(name + ".bias"));
    return tf.reshape(product, leadingShape(input, out));
  }

  private Operand<org.tensorflow.types.TInt32> leadingShape(Operand<TFloat32> input, int last) {
    return tf.concat(
        List.of(
            tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {2})),
            tf.constant(new int[] {last})),
        tf.constant(0));
  }

  private Operand<TFloat32> probabilities(Operand<TFloat32> logits) {
    if (config.heads() == OutputHeads.BEAT_AND_DOWNBEAT) {
      return tf.math.sigmoid(logits);
    }
    // exp of the log-softmax's second class, written as a sigmoid of the difference.
    Operand<TFloat32> none = unit(logits, 0);
    Operand<TFloat32> beat = unit(logits, 1);
    return tf.math.sigmoid(tf.math.sub(beat, none));
  }

  private Operand<TFloat32> unit(Operand<TFloat32> logits, int index) {
    return tf.slice(
        logits, tf.constant(new int[] {0, 0, index}), tf.constant(new int[] {-1, -1, 1}));
  }
}
