package org.neume.training.pitch;

import java.util.List;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.SoundFeatures;
import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.PitchClassicConfig;
import org.neume.training.network.PitchNetworkConfig;
import org.neume.training.network.WeightSource;
import org.neume.training.train.ModelFacts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The two networks of single notes, with what differs between their trainings. */
// What it holds never changes, though its types do not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum PitchNetworkKind {
  /** The first text's, over raw audio: pitch alone. */
  CLASSIC(PitchClassicConfig.classic(), SoundFeatures.RAW, SingleNoteOutputs.PITCHES) {
    @Override
    Operand<TFloat32> logits(Ops tf, Operand<TFloat32> windows, WeightSource weights) {
      return PitchClassicConfig.classic().logits(tf, windows, weights);
    }

    @Override
    long[] window() {
      return new long[] {(long) PitchClassicConfig.FRAMES * PitchClassicConfig.SAMPLES};
    }

    @Override
    int context() {
      return PitchClassicConfig.CONTEXT;
    }
  },
  /** That over constant-Q spectra: pitch, family and velocity. */
  CONSTANT_Q(PitchNetworkConfig.pitch(), SoundFeatures.CONSTANT_Q, PitchNetworkConfig.ANSWERS) {
    @Override
    Operand<TFloat32> logits(Ops tf, Operand<TFloat32> windows, WeightSource weights) {
      return PitchNetworkConfig.pitch().logits(tf, windows, weights);
    }

    @Override
    long[] window() {
      return new long[] {PitchNetworkConfig.WINDOW, PitchNetworkConfig.BINS};
    }

    @Override
    int context() {
      return PitchNetworkConfig.CONTEXT;
    }
  };

  private final ExportableNetwork network;
  private final SoundFeatures features;
  private final int answers;

  PitchNetworkKind(ExportableNetwork network, SoundFeatures features, int answers) {
    this.network = network;
    this.features = features;
    this.answers = answers;
  }

  /** The network. */
  public ExportableNetwork network() {
    return network;
  }

  /** What it hears. */
  public SoundFeatures features() {
    return features;
  }

  /** Classes of all its answers. */
  int answers() {
    return answers;
  }

  /** Adds the network for training windows to a graph. */
  abstract Operand<TFloat32> logits(Ops tf, Operand<TFloat32> windows, WeightSource weights);

  /** Sizes of a training window. */
  abstract long[] window();

  /** Frames that can change the answer of a frame, on either side. */
  abstract int context();

  /** What the model's description says of it. */
  public ModelFacts facts() {
    boolean classic = this == CLASSIC;
    int second = (int) Math.ceil(features.representation().framesPerSecond());
    return new ModelFacts(
        classic
            ? "Four convolutions over raw audio and a dense layer, for the pitch of a single note"
            : "Convolutions over constant-Q spectra, the same at every pitch, for pitch, family and velocity of a single note",
        classic ? "single-note-16000" : "single-note-constant-q",
        features.representation().framesPerSecond(),
        context(),
        List.of(2 * second, 5 * second, 10 * second),
        classic ? SingleNoteOutputs.required() : SingleNoteOutputs.names(),
        "pitch");
  }
}
