package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The 1xN convolution of a note network over pitch: place p of the result is the sum of what the places
 * p + {@link NoteNetworkConfig#INTERVALS interval} say, zeros where there are none. Both ways compute the
 * same sums, in another order.
 */
enum PitchComb {
  /**
   * One product gives what every place says to each interval; moving the parts comes after it. The other
   * way round, many slices of one tensor, its gradient would be a sum whose order TensorFlow leaves open,
   * and with it the last bit of every weight.
   */
  TRAINED {
    @Override
    Operand<TFloat32> apply(
        Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int channels) {
      List<Integer> intervals = NoteNetworkConfig.INTERVALS;
      Operand<TFloat32> said = product(tf, input, kernel, intervals.size() * channels);
      List<Operand<TFloat32>> moved = new ArrayList<>();
      Split<TFloat32> parts = tf.split(tf.constant(3), said, (long) intervals.size());
      for (int i = 0; i < intervals.size(); i++) {
        moved.add(moved(tf, parts.output().get(i), intervals.get(i)));
      }
      return tf.math.addN(moved);
    }
  },

  /**
   * Half as slow where no gradient is needed: octaves are neighbors once the places stand in rows of
   * twelve, so one convolution brings them together, another the semitones to either side, and only what
   * lies elsewhere is moved by itself.
   */
  APPLIED {
    @Override
    Operand<TFloat32> apply(
        Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int channels) {
      List<Operand<TFloat32>> sums = new ArrayList<>();
      sums.add(octaves(tf, input, kernel, channels));
      sums.add(neighbors(tf, input, kernel, channels));
      Operand<TFloat32> padded =
          tf.pad(
              input,
              tf.constant(new int[][] {{0, 0}, {0, 0}, {REACH, REACH}, {0, 0}}),
              tf.constant(0f));
      for (int interval : NoteNetworkConfig.INTERVALS) {
        if (interval % OCTAVE != 0 && Math.abs(interval) != 1) {
          Operand<TFloat32> moved =
              tf.slice(
                  padded,
                  tf.constant(new int[] {0, 0, REACH + interval, 0}),
                  tf.constant(new int[] {-1, -1, PLACES, -1}));
          sums.add(product(tf, moved, tap(tf, kernel, interval, channels), channels));
        }
      }
      return tf.math.addN(sums);
    }
  };

  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);
  private static final int PLACES = NoteNetworkConfig.SEMITONES;
  private static final int OCTAVE = 12;
  private static final int REACH =
      NoteNetworkConfig.INTERVALS.stream().mapToInt(Math::abs).max().orElse(0);

  /**
   * Adds the convolution to a graph.
   *
   * @param input [batch, frames, 108, in]
   * @param kernel [in, intervals x channels]
   * @return [batch, frames, 108, channels]
   */
  abstract Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int channels);

  private static Operand<TFloat32> octaves(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int channels) {
    int in = (int) kernel.shape().get(0);
    int reach = REACH / OCTAVE;
    List<Operand<TFloat32>> taps = new ArrayList<>();
    for (int octave = -reach; octave <= reach; octave++) {
      taps.add(tap(tf, kernel, octave * OCTAVE, channels));
    }
    Operand<TFloat32> rows =
        tf.reshape(input, tf.constant(new int[] {-1, PLACES / OCTAVE, OCTAVE, in}));
    Operand<TFloat32> sums =
        tf.nn.conv2d(rows, tf.expandDims(tf.stack(taps), tf.constant(1)), UNIT_STRIDES, "SAME");
    return placed(tf, sums, input, channels);
  }

  private static Operand<TFloat32> neighbors(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int channels) {
    Operand<TFloat32> below = tap(tf, kernel, -1, channels);
    List<Operand<TFloat32>> taps =
        List.of(below, tf.zerosLike(below), tap(tf, kernel, 1, channels));
    return tf.nn.conv2d(input, tf.expandDims(tf.stack(taps), tf.constant(0)), UNIT_STRIDES, "SAME");
  }

  /** The matrix [in, channels] of an interval, zeros where the network has none. */
  private static Operand<TFloat32> tap(
      Ops tf, Operand<TFloat32> kernel, int interval, int channels) {
    int index = NoteNetworkConfig.INTERVALS.indexOf(interval);
    Operand<TFloat32> tap =
        tf.slice(
            kernel,
            tf.constant(new int[] {0, Math.max(0, index) * channels}),
            tf.constant(new int[] {-1, channels}));
    return index < 0 ? tf.zerosLike(tap) : tap;
  }

  private static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int columns) {
    int in = (int) kernel.shape().get(0);
    Operand<TFloat32> rows = tf.reshape(input, tf.constant(new int[] {-1, in}));
    return placed(tf, tf.linalg.matMul(rows, kernel), input, columns);
  }

  /** The same values as [batch, frames, 108, channels], batch and frames as the input has them. */
  private static Operand<TFloat32> placed(
      Ops tf, Operand<TFloat32> values, Operand<TFloat32> input, int channels) {
    Operand<TInt32> kept =
        tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    return tf.reshape(
        values,
        tf.concat(List.of(kept, tf.constant(new int[] {PLACES, channels})), tf.constant(0)));
  }

  /** Place p of the result is place p + interval of the input, or zeros where there is none. */
  private static Operand<TFloat32> moved(Ops tf, Operand<TFloat32> places, int interval) {
    int kept = PLACES - Math.abs(interval);
    if (kept == PLACES) {
      return places;
    }
    Operand<TFloat32> cut =
        tf.slice(
            places,
            tf.constant(new int[] {0, 0, Math.max(0, interval), 0}),
            tf.constant(new int[] {-1, -1, kept, -1}));
    int before = Math.max(0, -interval);
    int after = Math.max(0, interval);
    return tf.pad(
        cut, tf.constant(new int[][] {{0, 0}, {0, 0}, {before, after}, {0, 0}}), tf.constant(0f));
  }
}
