package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neume.training.beats.BeatOptions;
import org.neume.training.beats.BeatTask;
import org.neume.training.beats.ClickSource;
import org.neume.training.beats.Networks;
import org.neume.training.data.SyntheticSounds;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.TempoClassicConfig;
import org.neume.training.network.TempoNetwork;
import org.neume.training.network.TempoNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSpec;
import org.neume.training.notes.NoteNetworks;
import org.neume.training.notes.NoteOptions;
import org.neume.training.notes.NoteTask;
import org.neume.training.pitch.PitchNetworkKind;
import org.neume.training.pitch.PitchOptions;
import org.neume.training.pitch.PitchTask;
import org.neume.training.tempo.ClickTracks;
import org.neume.training.tempo.TempoOptions;
import org.neume.training.tempo.TempoTask;

/** TensorFlow's C++ gradients are wrong for some operations: every network is checked by numbers. */
class GradientTest {
  @TempDir Path folder;

  @Test
  void theGradientOfTheNetworkOf2019AgreesWithFiniteDifferences() {
    check(beats(Networks.classes()));
  }

  @Test
  void theGradientOfTheDefaultNetworkAgreesWithFiniteDifferences() {
    check(beats(Networks.tasks()));
  }

  @Test
  void theGradientOfTheNoteNetworkAgreesWithFiniteDifferences() {
    NoteOptions options = NoteNetworks.options(NoteNetworks.tiny(), folder);
    check(new NoteTask(options, NoteNetworks.source(3, 600)));
  }

  @Test
  void theGradientOfTheTempoNetworkAgreesWithFiniteDifferences() {
    tempo(new TempoNetworkConfig("tempo", 2, 4, 3, 2));
  }

  @Test
  void theGradientOfTheFirstTempoNetworkAgreesWithFiniteDifferences() {
    tempo(TempoClassicConfig.classic());
  }

  private void tempo(TempoNetwork network) {
    TempoOptions options =
        TempoOptions.of(network, TempoOptions.settings(network).with("batch=3", "frames=60"));
    check(new TempoTask(options, new ClickTracks(2, 1, 10)));
  }

  @ParameterizedTest
  @EnumSource(PitchNetworkKind.class)
  void theGradientOfNetworksOfSingleNotesAgreesWithFiniteDifferences(PitchNetworkKind kind) {
    PitchOptions options =
        PitchOptions.of(kind, PitchOptions.settings(kind).with("batch=4", "fold=-1"));
    check(new PitchTask(options, SyntheticSounds.notes(kind.features(), 12)));
  }

  private TrainingTask beats(BeatNetworkConfig network) {
    BeatOptions options = Networks.options(network, folder);
    return new BeatTask(options, new ClickSource(3, 1, 1200), BeatTask.peakPicker());
  }

  /** Compares the slope along one random direction per weight tensor. */
  private static void check(TrainingTask task) {
    Batch batch = task.batches().batch(3);
    WeightLayout layout = task.network().layout();
    float[] weights = layout.initialWeights(11);
    for (WeightSpec spec : layout.specs()) {
      // Silence through a bias of 0 lies on the kink of a rectifier, where there is no slope to
      // compare.
      for (int i = 0; i < spec.size() && spec.isBias(); i++) {
        weights[layout.offset(spec.name()) + i] += 0.03f;
      }
    }
    try (TrainingSession session =
        new TrainingSession(task.network(), 1, 2, WeightState.start(weights))) {
      float[] gradient = session.gradient(batch);
      SplittableRandom random = new SplittableRandom(7);
      for (WeightSpec spec : layout.specs()) {
        int at = layout.offset(spec.name());
        double[] direction = new double[spec.size()];
        double slope = 0;
        double length = 0;
        for (int i = 0; i < direction.length; i++) {
          // Along the gradient, with some of everything else, so that the slope is not lost in
          // rounding.
          direction[i] = Math.signum(gradient[at + i]) * (0.2 + random.nextDouble());
          slope += direction[i] * gradient[at + i];
          length += direction[i] * direction[i];
        }
        double step = 4e-3 / Math.sqrt(length);
        double numeric =
            (lossAt(session, batch, weights, at, direction, step)
                    - lossAt(session, batch, weights, at, direction, -step))
                / (2 * step);
        assertThat(slope).as("slope along %s", spec.name()).isNotZero();
        assertThat(numeric / slope)
            .as("numeric over analytic slope along %s", spec.name())
            .isCloseTo(1, offset(0.05));
      }
    }
  }

  private static double lossAt(
      TrainingSession session,
      Batch batch,
      float[] weights,
      int at,
      double[] direction,
      double step) {
    float[] moved = weights.clone();
    for (int i = 0; i < direction.length; i++) {
      moved[at + i] += (float) (step * direction[i]);
    }
    session.set(WeightState.start(moved));
    return session.loss(batch);
  }
}
