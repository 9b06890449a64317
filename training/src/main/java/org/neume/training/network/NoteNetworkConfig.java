package org.neume.training.network;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The shape of a note network: fully convolutional over time and pitch, on the representation {@code
 * constant-q-48}.
 *
 * <p>The first convolution reads 4 bins per semitone and leaves one place per semitone. Residual blocks
 * follow, each a pair of long convolutions: Mx1 over time, 1xN over pitch, of whose N = 73 places only
 * those are used at which harmonics lie ({@link #INTERVALS}). The third block lets every output see
 * every bin; those behind it see more of the time.
 *
 * @param name name of the model folder
 * @param channels channels of a place in the residual blocks
 * @param combChannels channels that the convolution over pitch writes, fewer to keep it cheap
 * @param blocks residual blocks, 1 to 6; block i has the dilation 2^i over time
 * @param dropout share of channels that spatial dropout silences while training, 0 to below 1
 * @param inputCenter taken off the features, so that their mean comes near 0
 * @param inputScale factor on the centered features, so that they come near unit variance
 */
public record NoteNetworkConfig(
    String name,
    int channels,
    int combChannels,
    int blocks,
    double dropout,
    double inputCenter,
    double inputScale)
    implements ExportableNetwork {

  /** Bins of the representation {@code constant-q-48}: 9 octaves from A0. */
  public static final int BINS = 432;

  /** Bins of a semitone. */
  public static final int BINS_PER_SEMITONE = 4;

  /** Frames per second. */
  public static final int FRAME_RATE = 50;

  /** Places over pitch behind the first convolution. */
  public static final int SEMITONES = BINS / BINS_PER_SEMITONE;

  /** Keys of a piano: the lowest places, which the network speaks of. */
  public static final int KEYS = 88;

  /** Kinds of outputs per key: onset, frame, velocity. */
  public static final int HEADS = 3;

  /** Values per frame: all onsets, then all frames, then all velocities. */
  public static final int OUTPUTS = HEADS * KEYS;

  /**
   * Semitones from a place to those that its convolution over pitch reads: harmonics 2, 3, 4, 5, 7 and 8
   * to the nearest semitone, what it could be such a harmonic of, itself and its neighbors. Three such
   * convolutions, with the two semitones to either side of the first one, lead from every bin to every
   * key.
   */
  public static final List<Integer> INTERVALS =
      List.of(-36, -34, -28, -24, -19, -12, -1, 0, 1, 12, 19, 24, 28, 34, 36);

  /** Frames, and semitones, that the first convolution sees. */
  static final int FIRST_KERNEL = 5;

  /** Frames that a convolution over time sees, dilation apart. */
  static final int TIME_KERNEL = 5;

  /** Checks the ranges. */
  public NoteNetworkConfig {
    if (channels < 1 || combChannels < 1) {
      throw new IllegalArgumentException("a network needs at least one channel in every layer");
    }
    if (blocks < 1 || blocks > 6) {
      throw new IllegalArgumentException("1 to 6 residual blocks are supported, not " + blocks);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), not " + dropout);
    }
  }

  /** The default network. */
  public static NoteNetworkConfig notes() {
    return new NoteNetworkConfig("notes", 32, 16, 4, 0.05, 1.3, 1.3);
  }

  /** Frames between the taps of the convolution over time of block {@code block}. */
  int dilation(int block) {
    return 1 << block;
  }

  /** Frames before a frame, and as many behind it, that can change what the network says of it. */
  public int contextFrames() {
    int reach = FIRST_KERNEL / 2;
    for (int block = 0; block < blocks; block++) {
      reach += TIME_KERNEL / 2 * dilation(block);
    }
    return reach;
  }

  @Override
  public int width() {
    return BINS;
  }

  @Override
  public Optional<ExportableNetwork> shallower() {
    return blocks == 1
        ? Optional.empty()
        : Optional.of(
            new NoteNetworkConfig(
                name, channels, combChannels, blocks - 1, dropout, inputCenter, inputScale));
  }

  @Override
  public WeightLayout layout() {
    return NoteWeights.layout(this);
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return tf.math.sigmoid(NoteNetwork.applied(tf, features, this, weights));
  }

  /** Multiply-adds that one frame costs. */
  public long multiplyAddsPerFrame() {
    long first = (long) FIRST_KERNEL * FIRST_KERNEL * BINS_PER_SEMITONE * channels * SEMITONES;
    long time = (long) TIME_KERNEL * channels * channels;
    long comb = (INTERVALS.size() + 1L) * channels * combChannels;
    long heads = ((long) channels * channels + (long) channels * HEADS) * KEYS;
    return first + blocks * (time + comb) * SEMITONES + heads;
  }
}
