package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSpec;

/** TensorFlow's C++ gradients are wrong for some operations: every network is checked by numbers. */
class GradientTest {
  @TempDir Path folder;

  @Test
  void theGradientOfTheNetworkOf2019AgreesWithFiniteDifferences() {
    check(Networks.classes());
  }

  @Test
  void theGradientOfTheDefaultNetworkAgreesWithFiniteDifferences() {
    check(Networks.tasks());
  }

  /** Compares the slope along one random direction per weight tensor. */
  private void check(BeatNetworkConfig network) {
    BeatTrainingOptions options = Networks.options(network, folder);
    Batch batch = new SegmentSampler(new ClickSource(3, 1, 1200).training(), options).batch(3);
    WeightLayout layout = WeightLayout.of(network);
    float[] weights = layout.initialWeights(11);
    try (TrainingSession session = new TrainingSession(options, WeightState.start(weights))) {
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
