package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network of the text "Music to My Mechanical Ears": four convolutions of width 9 over raw audio with
 * 4, 8, 12 and 16 filters, each followed by a rectifier and an average over 4, a dense layer of 512, and a
 * softmax over 128 pitches.
 *
 * <p>A frame holds 256 samples, which is what the four averages leave one value per filter of. The dense
 * layer is a convolution over the 250 frames of a window, so that every frame gets the answer for the
 * window that begins with it. Unlike in the text, convolutions keep the length, and see across the borders
 * of a window, 340 samples at most.
 *
 * @param name name of the model folder
 */
public record PitchClassicConfig(String name) implements ExportableNetwork {
  /** Samples of a frame. */
  public static final int SAMPLES = 256;

  /** Frames of a window of 64,000 samples. */
  public static final int FRAMES = 250;

  /** Frames that can change the answer of a frame, on either side. */
  public static final int CONTEXT = 252;

  private static final int[] FILTERS = {4, 8, 12, 16};
  private static final int WIDTH = 9;
  private static final int POOL = 4;
  private static final int HIDDEN = 512;

  /** Brings notes of usual level near 1, so that the first steps do not go into the biases. */
  private static final float SCALE = 8;

  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

  /** The network as the text gives it. */
  public static PitchClassicConfig classic() {
    return new PitchClassicConfig("pitch-classic");
  }

  @Override
  public int width() {
    return SAMPLES + SingleNoteColumns.MEASURES;
  }

  @Override
  public WeightLayout layout() {
    List<WeightSpec> specs = new ArrayList<>();
    int in = 1;
    for (int layer = 0; layer < FILTERS.length; layer++) {
      specs.add(WeightSpec.convolution("filter" + layer + ".kernel", WIDTH, 1, in, FILTERS[layer]));
      specs.add(WeightSpec.bias("filter" + layer + ".bias", FILTERS[layer], 0));
      in = FILTERS[layer];
    }
    specs.add(WeightSpec.convolution("dense.kernel", FRAMES, 1, in, HIDDEN));
    specs.add(WeightSpec.bias("dense.bias", HIDDEN, 0));
    specs.add(WeightSpec.matrix("pitch.kernel", HIDDEN, SingleNoteColumns.PITCHES));
    specs.add(WeightSpec.bias("pitch.bias", SingleNoteColumns.PITCHES, 0));
    return WeightLayout.of(specs, 1);
  }

  /**
   * What the filters leave of audio.
   *
   * @param samples [batch, samples], a multiple of 256
   * @return [batch, samples / 256, 1, 16]
   */
  private Operand<TFloat32> filtered(Ops tf, Operand<TFloat32> samples, WeightSource weights) {
    Operand<TFloat32> sound =
        tf.expandDims(
            tf.expandDims(tf.math.mul(samples, tf.constant(SCALE)), tf.constant(2)),
            tf.constant(3));
    for (int layer = 0; layer < FILTERS.length; layer++) {
      Operand<TFloat32> convolved =
          tf.nn.biasAdd(
              tf.nn.conv2d(
                  sound, weights.weight("filter" + layer + ".kernel"), UNIT_STRIDES, "SAME"),
              weights.weight("filter" + layer + ".bias"));
      List<Long> pool = List.of(1L, (long) POOL, 1L, 1L);
      sound = tf.nn.avgPool(tf.nn.relu(convolved), pool, pool, "VALID");
    }
    return sound;
  }

  private Operand<TFloat32> answers(Ops tf, Operand<TFloat32> hidden, WeightSource weights) {
    Operand<TFloat32> dense = tf.nn.relu(tf.nn.biasAdd(hidden, weights.weight("dense.bias")));
    return tf.nn.biasAdd(
        tf.linalg.matMul(dense, weights.weight("pitch.kernel")), weights.weight("pitch.bias"));
  }

  /**
   * Adds the network for windows to a graph.
   *
   * @param samples [batch, 64000]
   * @return [batch, 128], logits
   */
  public Operand<TFloat32> logits(Ops tf, Operand<TFloat32> samples, WeightSource weights) {
    int values = FRAMES * FILTERS[FILTERS.length - 1];
    Operand<TFloat32> flat =
        tf.reshape(filtered(tf, samples, weights), tf.constant(new int[] {-1, values}));
    Operand<TFloat32> kernel =
        tf.reshape(weights.weight("dense.kernel"), tf.constant(new int[] {values, HIDDEN}));
    return answers(tf, tf.linalg.matMul(flat, kernel), weights);
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    SingleNoteColumns columns = new SingleNoteColumns(tf, features, SAMPLES);
    Operand<TInt32> flat =
        tf.concat(List.of(columns.batch(), tf.constant(new int[] {-1})), tf.constant(0));
    Operand<TFloat32> heard = filtered(tf, tf.reshape(columns.sound(), flat), weights);
    Operand<TFloat32> padded =
        tf.pad(
            heard,
            tf.constant(new int[][] {{0, 0}, {0, FRAMES - 1}, {0, 0}, {0, 0}}),
            tf.constant(0f));
    Operand<TFloat32> hidden =
        tf.nn.conv2d(padded, weights.weight("dense.kernel"), UNIT_STRIDES, "VALID");
    Operand<TFloat32> rows = tf.reshape(hidden, tf.constant(new int[] {-1, HIDDEN}));
    return columns.answered(tf.nn.softmax(answers(tf, rows, weights)), SingleNoteColumns.PITCHES);
  }
}
