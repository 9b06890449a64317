package org.neume.training.beats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;

/** Hears every validation piece as the finished network would, and scores it. */
final class BeatValidator implements Validator {
  private static final double TOLERANCE = 0.07;
  private static final int BANDS = BeatNetworkConfig.BANDS;

  private final List<TrainingPiece> pieces;
  private final BeatNetworkConfig network;
  private final BeatPicker picker;

  BeatValidator(List<TrainingPiece> pieces, BeatNetworkConfig network, BeatPicker picker) {
    this.pieces = List.copyOf(pieces);
    this.network = network;
    this.picker = picker;
  }

  @Override
  public Figures validate(Inference inference) {
    Mean loss = new Mean();
    Mean[] beat = {new Mean(), new Mean()};
    Mean[] downbeat = {new Mean(), new Mean()};
    int outputs = network.heads().activations();
    for (TrainingPiece piece : pieces) {
      float[] activations = hear(inference, piece);
      loss.add(crossEntropy(piece, activations, outputs));
      PickedBeats picked = picker.pick(activations, outputs, piece.frameRate());
      int kind = piece.real() ? 1 : 0;
      beat[kind].add(HitCount.fMeasure(piece.beatTimes(), picked.beats(), TOLERANCE));
      if (outputs > 1 && piece.beatNumbers().length > 0) {
        downbeat[kind].add(HitCount.fMeasure(downbeats(piece), picked.downbeats(), TOLERANCE));
      }
    }
    return BeatFigures.of(
        loss.value(), beat[0].value(), downbeat[0].value(), beat[1].value(), downbeat[1].value());
  }

  /** Activations of the piece between up to ten seconds of silence. */
  private float[] hear(Inference inference, TrainingPiece piece) {
    int silence = Math.min(1000, network.contextFrames());
    float[] features = new float[(piece.frames() + 2 * silence) * BANDS];
    piece.copyFrames(0, piece.frames(), features, silence * BANDS);
    float[] all = inference.activations(features);
    int outputs = network.heads().activations();
    return Arrays.copyOfRange(all, silence * outputs, (silence + piece.frames()) * outputs);
  }

  private static double crossEntropy(TrainingPiece piece, float[] activations, int outputs) {
    boolean[] beat = new boolean[piece.frames()];
    for (double time : piece.beatTimes()) {
      int frame = (int) Math.rint(time * piece.frameRate());
      if (frame >= 0 && frame < beat.length) {
        beat[frame] = true;
      }
    }
    double sum = 0;
    for (int frame = 0; frame < beat.length; frame++) {
      double p = Math.min(1 - 1e-6, Math.max(1e-6, activations[frame * outputs]));
      sum -= Math.log(beat[frame] ? p : 1 - p);
    }
    return sum / beat.length;
  }

  private static double[] downbeats(TrainingPiece piece) {
    double[] times = piece.beatTimes();
    int[] numbers = piece.beatNumbers();
    return IntStream.range(0, times.length)
        .filter(i -> numbers[i] == 1)
        .mapToDouble(i -> times[i])
        .toArray();
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
