package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.SingleNoteOutputs;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network that names pitch, family and velocity of a single note from the constant-Q spectra of its first
 * 0.88 s, with the same weights at every pitch.
 *
 * <p>A convolution over time and semitones reads the 4 bins of each; its outputs are averaged over the
 * attack, what follows, and the rest; two convolutions over pitch, of whose places only those are used at
 * which harmonics lie, and a value per place, give the pitch. What stands at the pitch then tells family
 * and velocity: a spectrum moved to where its fundamental is.
 *
 * @param name name of the model folder
 * @param filters of the first convolution
 * @param channels of a place in the convolutions over pitch
 * @param hidden values of the layer before family and velocity
 */
public record PitchNetworkConfig(String name, int filters, int channels, int hidden)
    implements ExportableNetwork {
  /** Values of a frame of the representation, without measures. */
  public static final int BINS = NoteNetworkConfig.BINS;

  /** Frames that a training window has: one before the note, 44 of it, one behind. */
  public static final int WINDOW = 46;

  /** Frames that can change the answer of a frame, on either side. */
  public static final int CONTEXT = 45;

  /** Probabilities of a frame: pitches, families, velocities. */
  public static final int ANSWERS =
      SingleNoteOutputs.PITCHES
          + SingleNoteOutputs.FAMILIES.size()
          + SingleNoteOutputs.VELOCITIES.size();

  static final int KERNEL = 3;

  /** Frames from a note's first one on at which the averages begin; the last number ends them. */
  static final List<Integer> PARTS = List.of(0, 4, 16, 44);

  /** Semitones from a place to those that its convolution reads: partials and what it could be one of. */
  static final List<Integer> INTERVALS =
      List.of(-24, -19, -12, -1, 0, 1, 12, 19, 24, 28, 31, 34, 36);

  /** MIDI pitch of the lowest semitone of the representation. */
  static final int LOWEST = 21;

  /** The network that ships. */
  public static PitchNetworkConfig pitch() {
    return new PitchNetworkConfig("pitch", 16, 32, 64);
  }

  int parts() {
    return PARTS.size() - 1;
  }

  int pooled() {
    return parts() * filters;
  }

  @Override
  public int width() {
    return BINS + SingleNoteColumns.MEASURES;
  }

  @Override
  public WeightLayout layout() {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(
        WeightSpec.convolution(
            "first.kernel", KERNEL, KERNEL, NoteNetworkConfig.BINS_PER_SEMITONE, filters));
    specs.add(WeightSpec.bias("first.bias", filters, 0));
    specs.add(WeightSpec.comb("comb0.kernel", INTERVALS.size(), pooled(), channels));
    specs.add(WeightSpec.bias("comb0.bias", channels, 0));
    specs.add(WeightSpec.comb("comb1.kernel", INTERVALS.size(), channels, channels));
    specs.add(WeightSpec.bias("comb1.bias", channels, 0));
    specs.add(WeightSpec.matrix("place.kernel", channels, 1));
    specs.add(WeightSpec.bias("place.bias", SingleNoteOutputs.PITCHES, 0));
    specs.add(WeightSpec.matrix("timbre.kernel", timbre(), hidden));
    specs.add(WeightSpec.bias("timbre.bias", hidden, 0));
    int kinds = ANSWERS - SingleNoteOutputs.PITCHES;
    specs.add(WeightSpec.matrix("kinds.kernel", hidden, kinds));
    specs.add(WeightSpec.bias("kinds.bias", kinds, 0));
    return WeightLayout.of(specs, 1);
  }

  /** What family and velocity are told from: the places at the pitch, the mean of all, the pitch. */
  int timbre() {
    return 2 * channels + 2 * pooled() + 1;
  }

  /**
   * Adds the network for training windows to a graph.
   *
   * @param windows [batch, 46, 432]
   * @return [batch, 144], logits of pitches, families and velocities
   */
  public Operand<TFloat32> logits(Ops tf, Operand<TFloat32> windows, WeightSource weights) {
    return new PitchNetwork(tf, this, weights).ofWindows(windows);
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    SingleNoteColumns columns = new SingleNoteColumns(tf, features, BINS);
    Operand<TFloat32> logits = new PitchNetwork(tf, this, weights).ofFrames(columns.sound());
    List<Operand<TFloat32>> answers = new ArrayList<>();
    int first = 0;
    for (int count :
        List.of(
            SingleNoteOutputs.PITCHES,
            SingleNoteOutputs.FAMILIES.size(),
            SingleNoteOutputs.VELOCITIES.size())) {
      Operand<TFloat32> part =
          tf.slice(logits, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
      answers.add(tf.nn.softmax(part));
      first += count;
    }
    return columns.answered(tf.concat(answers, tf.constant(1)), ANSWERS);
  }
}
