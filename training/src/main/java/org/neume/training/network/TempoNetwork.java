package org.neume.training.network;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network that says of raw audio, several times a frame, how likely something beats there. Its frames
 * are those of {@code raw-11025}: 110.25 a second of 100 samples. Immutable.
 */
public interface TempoNetwork extends ExportableNetwork {
  /** Samples of a frame. */
  int SAMPLES = 100;

  /** Activations of a frame, one behind the other in time. */
  int places();

  /** Frames before a frame, and as many behind it, that change what is said of it. */
  int contextFrames();

  /** Frames of a window that it is trained on. */
  int windowFrames();

  /** Activations from a beat to where the targets that it is trained with are 0. */
  double reach();

  /** What it is, in one sentence without a full stop. */
  String description();

  /**
   * How far it is from what it should say, for a training.
   *
   * @param frames [batch, frames, 100]
   * @param targets [batch, frames, places], 1 on a beat, falling to 0 around it
   * @return a scalar
   */
  Operand<TFloat32> loss(
      Ops tf, Operand<TFloat32> frames, Operand<TFloat32> targets, WeightSource weights);

  @Override
  default int width() {
    return SAMPLES;
  }

  /** The names of a frame's activations: {@code pulse-0}, ... */
  default List<String> outputs() {
    return IntStream.range(0, places()).mapToObj(place -> "pulse-" + place).toList();
  }
}
