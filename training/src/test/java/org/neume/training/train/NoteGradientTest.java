package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSpec;

/** TensorFlow's C++ gradients are wrong for some operations: the note network is checked by numbers. */
class NoteGradientTest {
  @TempDir Path folder;

  @Test
  void theGradientOfTheNoteNetworkAgreesWithFiniteDifferences() {
    NoteNetworkConfig network = NoteNetworks.tiny();
    NoteTrainingOptions options = NoteNetworks.options(network, folder);
    NoteBatch batch = new NoteSampler(NoteNetworks.source(3, 600).training(), options).batch(3);
    WeightLayout layout = WeightLayout.of(network);
    float[] weights = layout.initialWeights(11);
    try (NoteSession session = new NoteSession(options, WeightState.start(weights))) {
      float[] gradient = session.gradient(batch);
      SplittableRandom random = new SplittableRandom(7);
      for (WeightSpec spec : layout.specs()) {
        int at = layout.offset(spec.name());
        double[] direction = new double[spec.size()];
        double slope = 0;
        double length = 0;
        for (int i = 0; i < direction.length; i++) {
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
      NoteSession session,
      NoteBatch batch,
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
