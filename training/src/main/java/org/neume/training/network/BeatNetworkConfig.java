package org.neume.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The shape of a beat network: a convolutional block that folds 81 bands into one vector per frame,
 * a stack of dilated residual blocks over time, and heads.
 *
 * @param name name of the model folder
 * @param filters1 filters of the first 3x3 convolution
 * @param filters2 filters of the second 3x3 convolution
 * @param channels channels of the residual blocks
 * @param blocks residual blocks; block i has the dilation 2^i
 * @param parallelDilations whether block i also looks with the dilation 2^(i+1), as in Böck and
 *     Davies, "Deconstruct, Analyse, Reconstruct", ISMIR 2020
 * @param heads what is said per frame
 * @param tempoClasses classes of the tempo head, one per BPM from 0; 0 for none. The head teaches
 *     only: it is left out of an exported network
 * @param dropout share of channels that spatial dropout silences while training, 0 to below 1
 * @param inputCenter taken off the features, so that their mean comes near 0
 * @param inputScale factor on the centered features, so that they come near unit variance
 */
public record BeatNetworkConfig(
    String name,
    int filters1,
    int filters2,
    int channels,
    int blocks,
    boolean parallelDilations,
    OutputHeads heads,
    int tempoClasses,
    double dropout,
    double inputCenter,
    double inputScale)
    implements ExportableNetwork {

  /** Bands of the representation {@code log-bands-81}. */
  public static final int BANDS = 81;

  /** Frames that a dilated convolution sees. */
  public static final int TIME_KERNEL = 5;

  static final int SPECTRAL_KERNEL = 3;
  static final int BAND_POOL = 3;

  /** Checks the ranges. */
  public BeatNetworkConfig {
    if (filters1 < 1 || filters2 < 1 || channels < 1) {
      throw new IllegalArgumentException("a network needs at least one filter in every layer");
    }
    if (blocks < 1 || blocks > 14) {
      throw new IllegalArgumentException("1 to 14 residual blocks are supported, not " + blocks);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), not " + dropout);
    }
    if (tempoClasses < 0) {
      throw new IllegalArgumentException("tempo classes must not be negative: " + tempoClasses);
    }
  }

  /**
   * The network of Davies and Böck, "Temporal convolutional networks for musical audio beat
   * tracking", EUSIPCO 2019: 16 filters, 11 blocks, two classes.
   */
  public static BeatNetworkConfig beats2019() {
    return new BeatNetworkConfig(
        "beats-2019", 16, 16, 16, 11, false, OutputHeads.BEAT_CLASSES, 0, 0.1, 0.0, 1.0);
  }

  /** The default network: beat and downbeat heads, tempo as a second task, two dilation rates. */
  public static BeatNetworkConfig beats() {
    return new BeatNetworkConfig(
        "beats", 16, 32, 32, 9, true, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.1, 0.9, 1.5);
  }

  /** Dilated convolutions side by side in each block. */
  public int branches() {
    return parallelDilations ? 2 : 1;
  }

  /** Dilation in frames of branch {@code branch} (0 or 1) of block {@code block}. */
  public int dilation(int block, int branch) {
    return 1 << (block + branch);
  }

  /** Bands that the third convolution folds into one. */
  int foldedBands() {
    return ((BANDS - 2) / BAND_POOL - 2) / BAND_POOL;
  }

  /** Frames before a frame, and as many behind it, that can change what the network says of it. */
  public int contextFrames() {
    int reach = 2; // two 3x3 convolutions, a frame each side
    for (int block = 0; block < blocks; block++) {
      reach += (TIME_KERNEL - 1) / 2 * dilation(block, branches() - 1);
    }
    return reach;
  }

  @Override
  public int width() {
    return BANDS;
  }

  @Override
  public WeightLayout layout() {
    return BeatWeights.layout(this);
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return BeatNetwork.build(tf, features, this, weights, Dropout.NONE, false).probabilities();
  }

  /** Frames that can change what the network says of one frame. */
  public int receptiveField() {
    return 2 * contextFrames() + 1;
  }
}
