package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Builds the graph of a note network. Training and export call the same code; they differ in where
 * weights come from and in dropout.
 *
 * <p>The idea is that of "Music Transcription with Convolutional Neural Networks", the text that this
 * project started from: the output is much like the input without the harmonics above fundamentals, so
 * that blocks which add to what they are given learn quickly; and long, thin convolutions bring distant
 * parts of the spectrum together. A convolution over pitch treats all keys alike, so that what is
 * learned of one is known of all; a bias per semitone and channel lets registers differ all the same.
 *
 * <p>Rectifiers, not ELUs: TensorFlow's CPU kernels compute exponentials one at a time. Frames nearer
 * to a window's edge than {@link NoteNetworkConfig#contextFrames()} depend on where it was cut.
 */
public final class NoteNetwork {
  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);
  private static final int PLACES = NoteNetworkConfig.SEMITONES;

  private final Ops tf;
  private final NoteNetworkConfig config;
  private final WeightSource weights;
  private final Dropout dropout;
  private final PitchComb comb;

  private NoteNetwork(
      Ops tf, NoteNetworkConfig config, WeightSource weights, Dropout dropout, PitchComb comb) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.dropout = dropout;
    this.comb = comb;
  }

  /**
   * Adds the network to a graph, as it is trained.
   *
   * @param features [batch, frames, 432]; batch and frames may be unknown until the graph runs
   * @return [batch, frames, 264], logits of 88 onsets, 88 frames, 88 velocities
   */
  public static Operand<TFloat32> logits(
      Ops tf,
      Operand<TFloat32> features,
      NoteNetworkConfig config,
      WeightSource weights,
      Dropout dropout) {
    return new NoteNetwork(tf, config, weights, dropout, PitchComb.TRAINED).build(features);
  }

  /** The same network without dropout, by a shorter way that has no gradient that repeats to the bit. */
  static Operand<TFloat32> applied(
      Ops tf, Operand<TFloat32> features, NoteNetworkConfig config, WeightSource weights) {
    return new NoteNetwork(tf, config, weights, Dropout.NONE, PitchComb.APPLIED).build(features);
  }

  private Operand<TFloat32> build(Operand<TFloat32> features) {
    Operand<TInt32> shape = tf.shape(features);
    Operand<TInt32> batch = element(shape, 0);
    Operand<TInt32> frames = element(shape, 1);
    Operand<TFloat32> scaled =
        tf.math.mul(
            tf.math.sub(features, tf.constant((float) config.inputCenter())),
            tf.constant((float) config.inputScale()));
    // The bins of a semitone become channels: a convolution over semitones then steps by 4 bins.
    Operand<TFloat32> image = image(scaled, batch, frames, NoteNetworkConfig.BINS_PER_SEMITONE);
    Operand<TFloat32> hidden =
        tf.math.add(
            tf.nn.conv2d(image, weights.weight("first.kernel"), UNIT_STRIDES, "SAME"),
            weights.weight("first.register"));
    for (int block = 0; block < config.blocks(); block++) {
      hidden = tf.math.add(hidden, residual(hidden, block, batch, frames));
    }
    return heads(hidden, batch, frames);
  }

  private Operand<TFloat32> residual(
      Operand<TFloat32> input, int block, Operand<TInt32> batch, Operand<TInt32> frames) {
    String name = "block" + block;
    Operand<TFloat32> timed =
        overTime(tf.nn.relu(input), name, config.dilation(block), batch, frames);
    Operand<TFloat32> combed =
        tf.nn.relu(
            tf.nn.biasAdd(
                comb.apply(
                    tf,
                    dropout.apply(tf, timed),
                    weights.weight(name + ".comb.kernel"),
                    config.combChannels()),
                weights.weight(name + ".comb.bias")));
    return image(
        dense(combed, name + ".mix", config.combChannels()), batch, frames, config.channels());
  }

  /**
   * Mx1 and a rectifier: frames that are a dilation apart become neighbors by a reshape, as in {@link
   * TimeConvolution}, with the places of a frame beside each other. TensorFlow makes one step of a
   * convolution, its bias and its rectifier where they follow each other.
   */
  private Operand<TFloat32> overTime(
      Operand<TFloat32> input,
      String name,
      int dilation,
      Operand<TInt32> batch,
      Operand<TInt32> frames) {
    Operand<TFloat32> kernel = weights.weight(name + ".time.kernel");
    if (dilation == 1) {
      return rectified(input, kernel, name);
    }
    int channels = config.channels();
    Operand<TInt32> missing = tf.math.floorMod(tf.math.neg(frames), tf.constant(dilation));
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> none = tf.stack(List.of(zero, zero));
    Operand<TInt32> paddings =
        tf.stack(List.of(none, tf.stack(List.of(zero, missing)), none, none));
    Operand<TFloat32> padded = tf.pad(input, paddings, tf.constant(0f));
    Operand<TFloat32> columns =
        tf.reshape(
            padded,
            tf.stack(
                List.of(
                    batch,
                    tf.constant(-1),
                    tf.constant(dilation * PLACES),
                    tf.constant(channels))));
    Operand<TFloat32> rows =
        tf.reshape(
            rectified(columns, kernel, name),
            tf.stack(List.of(batch, tf.constant(-1), tf.constant(PLACES), tf.constant(channels))));
    return tf.slice(
        rows,
        tf.constant(new int[] {0, 0, 0, 0}),
        tf.stack(List.of(batch, frames, tf.constant(PLACES), tf.constant(channels))));
  }

  private Operand<TFloat32> rectified(
      Operand<TFloat32> columns, Operand<TFloat32> kernel, String name) {
    return tf.nn.relu(
        tf.nn.biasAdd(
            tf.nn.conv2d(columns, kernel, UNIT_STRIDES, "SAME"),
            weights.weight(name + ".time.bias")));
  }

  private Operand<TFloat32> heads(
      Operand<TFloat32> hidden, Operand<TInt32> batch, Operand<TInt32> frames) {
    int keys = NoteNetworkConfig.KEYS;
    int kinds = NoteNetworkConfig.HEADS;
    Operand<TFloat32> played =
        tf.slice(
            tf.nn.relu(hidden),
            tf.constant(new int[] {0, 0, 0, 0}),
            tf.constant(new int[] {-1, -1, keys, -1}));
    Operand<TFloat32> last = tf.nn.relu(dense(played, "last", config.channels()));
    Operand<TFloat32> logits = dense(last, "heads", config.channels());
    Operand<TFloat32> byKey =
        tf.reshape(logits, tf.stack(List.of(batch, frames, tf.constant(keys), tf.constant(kinds))));
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int kind = 0; kind < kinds; kind++) {
      outputs.add(
          tf.reshape(
              tf.slice(
                  byKey,
                  tf.constant(new int[] {0, 0, 0, kind}),
                  tf.constant(new int[] {-1, -1, -1, 1})),
              tf.stack(List.of(batch, frames, tf.constant(keys)))));
    }
    return tf.concat(outputs, tf.constant(2));
  }

  /** A 1x1 convolution as a matrix product: [.., in] to rows of outputs. */
  private Operand<TFloat32> dense(Operand<TFloat32> input, String name, int in) {
    Operand<TFloat32> rows = tf.reshape(input, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> product = tf.linalg.matMul(rows, weights.weight(name + ".kernel"));
    return tf.nn.biasAdd(product, weights.weight(name + ".bias"));
  }

  private Operand<TFloat32> image(
      Operand<TFloat32> rows, Operand<TInt32> batch, Operand<TInt32> frames, int channels) {
    return tf.reshape(
        rows, tf.stack(List.of(batch, frames, tf.constant(PLACES), tf.constant(channels))));
  }

  private Operand<TInt32> element(Operand<TInt32> shape, int index) {
    Operand<TInt32> single =
        tf.slice(shape, tf.constant(new int[] {index}), tf.constant(new int[] {1}));
    return tf.reshape(single, tf.constant(new int[0]));
  }
}
