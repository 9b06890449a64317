package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The shape of the default tempo network, on raw audio: pairs of learned filters whose squares add up to
 * the power of a band, as the sine and cosine of a frequency do, and with which they begin; the logarithm
 * of that; residual blocks of dilated convolutions over time, which hear some seconds; the activations.
 *
 * @param name name of the model folder
 * @param places activations of a frame
 * @param bands pairs of filters
 * @param channels channels of the convolutions over time
 * @param blocks residual blocks; block i has the dilation 2^i
 */
public record TempoNetworkConfig(String name, int places, int bands, int channels, int blocks)
    implements TempoNetwork {

  /** Frames that a filter sees. */
  private static final int FILTER_FRAMES = 3;

  /** Frames that a convolution over time sees, dilation apart. */
  private static final int TAPS = 5;

  /** Hz, of the samples. */
  private static final double SAMPLE_RATE = 11_025;

  /** Brings the gradient's norm near 1, where it is clipped. */
  private static final float SCALE = 4;

  /** Checks the ranges. */
  public TempoNetworkConfig {
    if (places < 1 || bands < 2 || channels < 1 || blocks < 0 || blocks > 10) {
      throw new IllegalArgumentException(
          "%d places, %d bands, %d channels, %d blocks: give at least 1, 2, 1 and 0 to 10"
              .formatted(places, bands, channels, blocks));
    }
  }

  /** The default network. */
  public static TempoNetworkConfig tempo() {
    return new TempoNetworkConfig("tempo", 4, 40, 20, 7);
  }

  @Override
  public int windowFrames() {
    return 1_102;
  }

  @Override
  public double reach() {
    return 6;
  }

  @Override
  public String description() {
    return "%d bands learned from raw audio and %d dilated convolutions over time, for tempo"
        .formatted(bands, blocks);
  }

  @Override
  public int contextFrames() {
    int reach = 0;
    for (int block = 0; block < blocks; block++) {
      reach += TAPS / 2 * (1 << block);
    }
    return EvenLevel.FRAMES / 2 + FILTER_FRAMES / 2 + TAPS / 2 + reach;
  }

  @Override
  public WeightLayout layout() {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.convolution("sines", FILTER_FRAMES, 1, SAMPLES, bands));
    specs.add(WeightSpec.convolution("cosines", FILTER_FRAMES, 1, SAMPLES, bands));
    specs.add(WeightSpec.bias("bands.bias", bands, -1));
    specs.add(WeightSpec.convolution("first.kernel", TAPS, 1, bands, channels));
    specs.add(WeightSpec.bias("first.bias", channels, 0));
    for (int block = 0; block < blocks; block++) {
      specs.add(WeightSpec.convolution("block" + block + ".kernel", TAPS, 1, channels, channels));
      specs.add(WeightSpec.bias("block" + block + ".bias", channels, 0));
      specs.add(WeightSpec.convolution("block" + block + ".mix.kernel", 1, 1, channels, channels));
      specs.add(WeightSpec.bias("block" + block + ".mix.bias", channels, 0));
    }
    specs.add(WeightSpec.convolution("pulses.kernel", 1, 1, channels, places));
    // Beats are rare: starting from that knowledge spares the first hundreds of steps.
    specs.add(WeightSpec.bias("pulses.bias", places, -2));
    return WeightLayout.of(specs, Math.max(1, blocks));
  }

  /** Drawn weights, but for the filters: sines and cosines under a window, of unit power. */
  @Override
  public float[] initialWeights(long seed) {
    float[] weights = layout().initialWeights(seed);
    int length = FILTER_FRAMES * SAMPLES;
    for (int band = 0; band < bands; band++) {
      double step = 2 * Math.PI * frequency(band) / SAMPLE_RATE;
      for (int i = 0; i < length; i++) {
        double window = Math.sin(Math.PI * (i + 0.5) / length);
        // Half of the squared window's sum, times two filters: white noise of power 1 leaves 1.
        double value = window * window / Math.sqrt(length * 0.375);
        double phase = step * (i - length / 2.0);
        weights[layout().offset("sines") + i * bands + band] = (float) (value * Math.sin(phase));
        weights[layout().offset("cosines") + i * bands + band] = (float) (value * Math.cos(phase));
      }
    }
    return weights;
  }

  /** Center of a band at first, in Hz: 40 to 5,000, closer to each other below, as on the mel scale. */
  private double frequency(int band) {
    double lowest = Math.log1p(40 / 700.0);
    double highest = Math.log1p(5_000 / 700.0);
    return 700 * Math.expm1(lowest + (highest - lowest) * band / (bands - 1));
  }

  private Operand<TFloat32> logits(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    Operand<TFloat32> level = EvenLevel.of(tf, frames);
    Operand<TFloat32> sine = TimeConvolution.apply(tf, level, weights.weight("sines"), 1);
    Operand<TFloat32> cosine = TimeConvolution.apply(tf, level, weights.weight("cosines"), 1);
    Operand<TFloat32> power = tf.math.add(tf.math.mul(sine, sine), tf.math.mul(cosine, cosine));
    Operand<TFloat32> hidden = tf.math.add(tf.math.log1p(power), weights.weight("bands.bias"));
    hidden = convolved(tf, hidden, "first", weights, 1);
    for (int block = 0; block < blocks; block++) {
      Operand<TFloat32> timed =
          tf.nn.relu(convolved(tf, tf.nn.relu(hidden), "block" + block, weights, 1 << block));
      hidden = tf.math.add(hidden, convolved(tf, timed, "block" + block + ".mix", weights, 1));
    }
    return convolved(tf, tf.nn.relu(hidden), "pulses", weights, 1);
  }

  private static Operand<TFloat32> convolved(
      Ops tf, Operand<TFloat32> input, String name, WeightSource weights, int dilation) {
    return tf.math.add(
        TimeConvolution.apply(tf, input, weights.weight(name + ".kernel"), dilation),
        weights.weight(name + ".bias"));
  }

  /** The cross entropy of each activation: softplus(z) - y z. */
  @Override
  public Operand<TFloat32> loss(
      Ops tf, Operand<TFloat32> frames, Operand<TFloat32> targets, WeightSource weights) {
    Operand<TFloat32> logits = logits(tf, frames, weights);
    return tf.math.mul(
        tf.constant(SCALE),
        tf.math.mean(
            tf.math.sub(tf.math.softplus(logits), tf.math.mul(targets, logits)),
            tf.constant(new int[] {0, 1, 2})));
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return tf.math.sigmoid(logits(tf, features, weights));
  }
}
