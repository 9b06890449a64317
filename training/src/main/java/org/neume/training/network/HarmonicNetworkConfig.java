package org.neume.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The network that ships: magnitude spectra of 8,192 samples, gathered in triangular bands of a quarter of a
 * semitone, log(1 + .), and the body of the note network ({@link NoteNetwork}), which treats all pitches
 * alike and looks where harmonics lie. Of its outputs the 88 of sounding keys are used; pitches outside of
 * a piano's are never said to sound.
 *
 * @param name name of the model folder
 * @param body the network over bands
 */
public record HarmonicNetworkConfig(String name, NoteNetworkConfig body)
    implements MultipitchNetwork {
  private static final int WINDOW = 8_192;
  private static final double BIN = 44_100.0 / WINDOW;
  private static final int BINS = 1_486;
  private static final int LOWEST = 21;

  /** What is said of pitches that no piano has: as good as never. */
  private static final float NEVER = -12;

  /** The network as it ships. */
  public static HarmonicNetworkConfig multipitch() {
    return new HarmonicNetworkConfig(
        "multipitch", new NoteNetworkConfig("multipitch", 24, 12, 3, 0, 1.5, 0.8));
  }

  @Override
  public String representation() {
    return "spectrogram-" + WINDOW;
  }

  @Override
  public int width() {
    return BINS;
  }

  @Override
  public int before() {
    return 0;
  }

  @Override
  public int after() {
    return 0;
  }

  @Override
  public int contextFrames() {
    return body.contextFrames();
  }

  @Override
  public boolean isLogistic() {
    return true;
  }

  @Override
  public long multiplyAddsPerFrame() {
    return (long) BINS * NoteNetworkConfig.BINS + body.multiplyAddsPerFrame();
  }

  @Override
  public WeightLayout layout() {
    return body.layout();
  }

  @Override
  public Operand<TFloat32> estimates(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    return pitches(tf, NoteNetwork.logits(tf, heard(tf, frames), body, weights, Dropout.NONE));
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return tf.math.sigmoid(
        pitches(tf, NoteNetwork.applied(tf, heard(tf, features), body, weights)));
  }

  private static Operand<TFloat32> heard(Ops tf, Operand<TFloat32> frames) {
    FrameWindows windows = new FrameWindows(tf);
    return windows.compressed(windows.times(frames, bands(tf)));
  }

  /** The keys that sound, among all pitches. */
  private static Operand<TFloat32> pitches(Ops tf, Operand<TFloat32> said) {
    int keys = NoteNetworkConfig.KEYS;
    Operand<TFloat32> sounding =
        tf.slice(said, tf.constant(new int[] {0, 0, keys}), tf.constant(new int[] {-1, -1, keys}));
    int[][] paddings = {{0, 0}, {0, 0}, {LOWEST, PITCHES - LOWEST - keys}};
    return tf.pad(sounding, tf.constant(paddings), tf.constant(NEVER));
  }

  /**
   * Triangles from bins to bands, [1486, 432], computed in the graph so that the file need not hold them.
   * A triangle is two bands wide, but two bins at least: low bands share a bin, high ones sum many.
   */
  private static Operand<TFloat32> bands(Ops tf) {
    int count = NoteNetworkConfig.BINS;
    float[][] frequencies = new float[BINS][1];
    for (int bin = 0; bin < BINS; bin++) {
      frequencies[bin][0] = (float) ((bin + 1) * BIN);
    }
    float[][] centers = new float[1][count];
    float[][] widths = new float[1][count];
    for (int band = 0; band < count; band++) {
      double center = 27.5 * Math.pow(2, band / 48.0);
      centers[0][band] = (float) center;
      widths[0][band] = (float) (1 / Math.max(BIN, center * (Math.pow(2, 1 / 48.0) - 1)));
    }
    Operand<TFloat32> away =
        tf.math.abs(tf.math.sub(tf.constant(frequencies), tf.constant(centers)));
    return tf.nn.relu(tf.math.sub(tf.constant(1f), tf.math.mul(away, tf.constant(widths))));
  }
}
