package org.neume.training.beats;

import org.neume.training.network.BeatNetworkConfig;

/**
 * One annotated piece of music as the beat trainer sees it: its features and where its beats are.
 *
 * <p>Implementations are immutable and may be read from several threads at once.
 */
public interface TrainingPiece {

  /** Name of the piece, unique within its source; the same in every run. */
  String id();

  /** Number of feature frames. */
  int frames();

  /** Values of a frame. */
  default int width() {
    return BeatNetworkConfig.BANDS;
  }

  /**
   * Frames per second of the features, near 100 where they are band spectra. A piece whose features were taken with another hop
   * is heard by the network as a faster or slower performance.
   */
  double frameRate();

  /**
   * Copies feature frames in order.
   *
   * @param firstFrame the first frame wanted, 0 or more
   * @param count how many frames; {@code firstFrame + count} must not exceed {@link #frames()}
   * @param target receives {@code count} times {@link #width()} values
   * @param offset where in {@code target} the first value goes
   */
  void copyFrames(int firstFrame, int count, float[] target, int offset);

  /** Beat times in seconds, strictly rising; the center of frame n is at {@code n / frameRate()}. */
  double[] beatTimes();

  /** The number of every beat in its bar, 1 for a downbeat; empty where downbeats are unknown. */
  int[] beatNumbers();

  /** Whether the piece is a recording of a performance, not a rendering of ours. */
  boolean real();

  /** How often the piece is drawn in comparison with another of the same length; 1 as a rule. */
  default double weight() {
    return 1.0;
  }
}
