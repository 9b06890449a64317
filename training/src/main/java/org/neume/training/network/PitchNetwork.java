package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.SingleNoteOutputs;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The graph of a {@link PitchNetworkConfig}. */
final class PitchNetwork {
  private static final int PLACES = SingleNoteOutputs.PITCHES;
  private static final int BINS_PER_SEMITONE = NoteNetworkConfig.BINS_PER_SEMITONE;

  /** Brings loud bins near 1. */
  private static final float SCALE = 0.5f;

  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final PitchNetworkConfig config;
  private final WeightSource weights;

  PitchNetwork(Ops tf, PitchNetworkConfig config, WeightSource weights) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
  }

  /** [batch, 46, 432] to [batch, 144]: the note begins with the second frame. */
  Operand<TFloat32> ofWindows(Operand<TFloat32> windows) {
    Operand<TFloat32> first = first(windows, tf.constant(new int[] {PitchNetworkConfig.WINDOW}));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int part = 0; part < config.parts(); part++) {
      int from = PitchNetworkConfig.PARTS.get(part);
      int count = PitchNetworkConfig.PARTS.get(part + 1) - from;
      Operand<TFloat32> frames =
          tf.slice(
              first,
              tf.constant(new int[] {0, from + 1, 0, 0}),
              tf.constant(new int[] {-1, count, -1, -1}));
      parts.add(tf.math.mean(frames, tf.constant(1)));
    }
    return answers(tf.concat(parts, tf.constant(2)));
  }

  /** [batch, frames, 432] to [batch · frames, 144]: a note may begin with each frame. */
  Operand<TFloat32> ofFrames(Operand<TFloat32> sound) {
    Operand<TInt32> frames =
        tf.slice(tf.shape(sound), tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    Operand<TFloat32> first = first(sound, frames);
    int end = PitchNetworkConfig.PARTS.get(config.parts());
    Operand<TFloat32> padded =
        tf.pad(first, tf.constant(new int[][] {{0, 0}, {0, end}, {0, 0}, {0, 0}}), tf.constant(0f));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    Operand<TInt32> all = tf.constant(new int[] {-1});
    for (int part = 0; part < config.parts(); part++) {
      int from = PitchNetworkConfig.PARTS.get(part);
      int count = PitchNetworkConfig.PARTS.get(part + 1) - from;
      Operand<TFloat32> means =
          tf.nn.avgPool(padded, List.of(1L, (long) count, 1L, 1L), UNIT_STRIDES, "VALID");
      parts.add(
          tf.slice(
              means,
              tf.constant(new int[] {0, from, 0, 0}),
              tf.concat(List.of(all, frames, all, all), tf.constant(0))));
    }
    Operand<TFloat32> pooled = tf.concat(parts, tf.constant(3));
    return answers(tf.reshape(pooled, tf.constant(new int[] {-1, PLACES, config.pooled()})));
  }

  /** The first convolution: [batch, frames, 432] to [batch, frames, 128, filters], place p at pitch p. */
  private Operand<TFloat32> first(Operand<TFloat32> sound, Operand<TInt32> frames) {
    int semitones = NoteNetworkConfig.SEMITONES;
    int kept = PLACES - PitchNetworkConfig.LOWEST;
    Operand<TFloat32> image =
        tf.reshape(
            tf.math.mul(sound, tf.constant(SCALE)),
            tf.concat(
                List.of(
                    tf.constant(new int[] {-1}),
                    frames,
                    tf.constant(new int[] {semitones, BINS_PER_SEMITONE})),
                tf.constant(0)));
    Operand<TFloat32> placed =
        tf.pad(
            tf.slice(
                image,
                tf.constant(new int[] {0, 0, 0, 0}),
                tf.constant(new int[] {-1, -1, kept, -1})),
            tf.constant(new int[][] {{0, 0}, {0, 0}, {PLACES - kept, 0}, {0, 0}}),
            tf.constant(0f));
    return tf.nn.relu(
        tf.nn.biasAdd(
            tf.nn.conv2d(placed, weights.weight("first.kernel"), UNIT_STRIDES, "SAME"),
            weights.weight("first.bias")));
  }

  /** [items, 128, pooled] to [items, 144]. */
  private Operand<TFloat32> answers(Operand<TFloat32> pooled) {
    int channels = config.channels();
    Operand<TFloat32> near = comb(pooled, "comb0", config.pooled());
    Operand<TFloat32> far = comb(near, "comb1", channels);
    Operand<TFloat32> rows = tf.reshape(far, tf.constant(new int[] {-1, channels}));
    Operand<TFloat32> pitches =
        tf.nn.biasAdd(
            tf.reshape(
                tf.linalg.matMul(rows, weights.weight("place.kernel")),
                tf.constant(new int[] {-1, PLACES})),
            weights.weight("place.bias"));
    Operand<TFloat32> shares = tf.expandDims(tf.nn.softmax(pitches), tf.constant(2));
    Operand<TInt32> overPlaces = tf.constant(1);
    Operand<TFloat32> places = tf.concat(List.of(near, far, pooled), tf.constant(2));
    Operand<TFloat32> atPitch = tf.math.mean(tf.math.mul(places, shares), overPlaces);
    Operand<TFloat32> ladder = tf.constant(ladder());
    Operand<TFloat32> height = tf.linalg.matMul(tf.nn.softmax(pitches), ladder);
    Operand<TFloat32> timbre =
        tf.concat(
            List.of(
                tf.math.mul(atPitch, tf.constant((float) PLACES)),
                tf.math.mean(pooled, overPlaces),
                height),
            tf.constant(1));
    Operand<TFloat32> hidden =
        tf.nn.relu(
            tf.nn.biasAdd(
                tf.linalg.matMul(timbre, weights.weight("timbre.kernel")),
                weights.weight("timbre.bias")));
    Operand<TFloat32> kinds =
        tf.nn.biasAdd(
            tf.linalg.matMul(hidden, weights.weight("kinds.kernel")), weights.weight("kinds.bias"));
    return tf.concat(List.of(pitches, kinds), tf.constant(1));
  }

  /** Pitches from -1 to 1, a column. */
  private static float[][] ladder() {
    float[][] column = new float[PLACES][1];
    for (int pitch = 0; pitch < PLACES; pitch++) {
      column[pitch][0] = 2f * pitch / PLACES - 1;
    }
    return column;
  }

  /** What the places at the intervals say, added up, as in {@link NoteNetwork}. */
  private Operand<TFloat32> comb(Operand<TFloat32> places, String name, int in) {
    List<Integer> intervals = PitchNetworkConfig.INTERVALS;
    int channels = config.channels();
    Operand<TFloat32> rows = tf.reshape(places, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> said =
        tf.reshape(
            tf.linalg.matMul(rows, weights.weight(name + ".kernel")),
            tf.constant(new int[] {-1, PLACES, intervals.size() * channels}));
    Split<TFloat32> parts = tf.split(tf.constant(2), said, (long) intervals.size());
    List<Operand<TFloat32>> moved = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      moved.add(moved(parts.output().get(i), intervals.get(i)));
    }
    return tf.nn.relu(tf.nn.biasAdd(tf.math.addN(moved), weights.weight(name + ".bias")));
  }

  /** Place p of the result is place p + interval of the input, or zeros where there is none. */
  private Operand<TFloat32> moved(Operand<TFloat32> places, int interval) {
    int kept = PLACES - Math.abs(interval);
    if (kept == PLACES) {
      return places;
    }
    Operand<TFloat32> cut =
        tf.slice(
            places,
            tf.constant(new int[] {0, Math.max(0, interval), 0}),
            tf.constant(new int[] {-1, kept, -1}));
    return tf.pad(
        cut,
        tf.constant(new int[][] {{0, 0}, {Math.max(0, -interval), Math.max(0, interval)}, {0, 0}}),
        tf.constant(0f));
  }
}
