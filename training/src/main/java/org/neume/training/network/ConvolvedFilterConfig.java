package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The convolutional networks on raw windows of 16,384 samples: filters of 2,048 samples, a stride apart,
 * log(1 + ReLU), means over 1,024 samples and a filter that step by 512, then 500 nodes. The means of a
 * place are the same in every window that holds it, so that a recording's filters are computed once.
 *
 * <p>The variant of two convolutions puts two of {@value #SECOND} filters, {@value #TAPS} places wide,
 * between the means and the nodes.
 *
 * @param name name of the model folder
 * @param filters learned filters
 * @param stride samples between their places, 8 or 64
 * @param convolutions further ones, 0 or 2
 */
public record ConvolvedFilterConfig(String name, int filters, int stride, int convolutions)
    implements MultipitchNetwork {
  private static final int FRAME = LearnedFilterConfig.FRAME;
  private static final int FRAMES = 32;
  private static final int FILTER = 2_048;

  /**
   * Samples from a row of places that are computed in one product to the next: the columns of the product
   * are the filters at all the places of a row, so that few windows are copied, and many columns share each.
   */
  private static final int STEP = 128;

  private static final int ROWS = FILTER / STEP + 1;

  /** Frames that a mean needs: two frames of places and the filter behind the last. */
  private static final int MEAN_FRAMES = 6;

  /** Means in a window. */
  private static final int MEANS = FRAMES - MEAN_FRAMES + 1;

  private static final int NODES = 500;
  private static final int SECOND = 32;
  private static final int TAPS = 8;

  /** Checks the ranges. */
  public ConvolvedFilterConfig {
    if (filters < 1 || (stride != 8 && stride != 64) || (convolutions != 0 && convolutions != 2)) {
      throw new IllegalArgumentException(
          "%d filters, stride %d and %d convolutions are no network of this family"
              .formatted(filters, stride, convolutions));
    }
  }

  @Override
  public String representation() {
    return "raw-44100";
  }

  @Override
  public int width() {
    return FRAME;
  }

  @Override
  public int before() {
    return FRAMES / 2;
  }

  @Override
  public int after() {
    return FRAMES / 2 - 1;
  }

  @Override
  public int contextFrames() {
    return before();
  }

  @Override
  public boolean isLogistic() {
    return false;
  }

  /** Values of a window in front of the nodes. */
  private int hidden() {
    return convolutions == 0 ? MEANS * filters : (MEANS - 2 * (TAPS - 1)) * SECOND;
  }

  @Override
  public long multiplyAddsPerFrame() {
    long second = convolutions == 0 ? 0 : (long) TAPS * SECOND * (filters + SECOND);
    return (long) FRAME / stride * FILTER * filters
        + second
        + (long) hidden() * NODES
        + (long) NODES * PITCHES;
  }

  @Override
  public long multiplyAdds(int frames) {
    long filtered = (long) FRAME / stride * FILTER * filters;
    return frames * multiplyAddsPerFrame() + MEANS * filtered;
  }

  @Override
  public WeightLayout layout() {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.matrix("filters", FILTER, filters));
    int channels = filters;
    for (int i = 0; i < convolutions; i++) {
      specs.add(WeightSpec.matrix("second" + i + ".kernel", TAPS * channels, SECOND));
      specs.add(WeightSpec.bias("second" + i + ".bias", SECOND, 0));
      channels = SECOND;
    }
    specs.add(WeightSpec.matrix("nodes.kernel", hidden(), NODES));
    specs.add(WeightSpec.bias("nodes.bias", NODES, 0));
    specs.add(MultipitchNetwork.top(NODES));
    specs.add(WeightSpec.bias("top.bias", PITCHES, 0));
    return WeightLayout.of(specs, 1);
  }

  @Override
  public Operand<TFloat32> estimates(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    FrameWindows windows = new FrameWindows(tf);
    Operand<TFloat32> means = means(tf, windows, frames, weights.weight("filters"));
    int channels = filters;
    for (int i = 0; i < convolutions; i++) {
      means =
          tf.nn.relu(
              tf.math.add(
                  windows.times(
                      windows.of(means, TAPS, channels), weights.weight("second" + i + ".kernel")),
                  weights.weight("second" + i + ".bias")));
      channels = SECOND;
    }
    Operand<TFloat32> window = windows.of(means, hidden() / channels, channels);
    Operand<TFloat32> nodes =
        tf.nn.relu(
            tf.math.add(
                windows.times(window, weights.weight("nodes.kernel")),
                weights.weight("nodes.bias")));
    return tf.math.add(
        windows.times(nodes, weights.weight("top.kernel")), weights.weight("top.bias"));
  }

  /** [batch, frames, 512] to [batch, frames - 5, filters]. */
  private Operand<TFloat32> means(
      Ops tf, FrameWindows windows, Operand<TFloat32> frames, Operand<TFloat32> kernel) {
    Operand<TFloat32> loud = tf.math.mul(frames, tf.constant(LearnedFilterConfig.GAIN));
    Operand<TInt32> batch = windows.size(frames, 0);
    Operand<TFloat32> rows =
        tf.reshape(loud, tf.stack(List.of(batch, tf.constant(-1), tf.constant(STEP))));
    Operand<TFloat32> said =
        windows.compressed(windows.times(windows.of(rows, ROWS, STEP), placed(tf, kernel)));
    int places = FRAME / stride;
    Operand<TFloat32> ofFrame =
        tf.math.mean(
            tf.reshape(
                said,
                tf.stack(
                    List.of(batch, tf.constant(-1), tf.constant(places), tf.constant(filters)))),
            tf.constant(2));
    Operand<TFloat32> twice =
        tf.math.add(windows.rows(ofFrame, 0, 1, filters), windows.rows(ofFrame, 1, 0, filters));
    return tf.math.mul(twice, tf.constant(0.5f));
  }

  /** The filters at all the places of a row, side by side: zeros before and behind each. */
  private Operand<TFloat32> placed(Ops tf, Operand<TFloat32> kernel) {
    List<Operand<TFloat32>> columns = new ArrayList<>();
    for (int place = 0; place < STEP; place += stride) {
      int[][] zeros = {{place, STEP - place}, {0, 0}};
      columns.add(tf.pad(kernel, tf.constant(zeros), tf.constant(0f)));
    }
    return tf.concat(columns, tf.constant(1));
  }
}
