package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.beats.BeatGraph;
import org.neume.training.beats.BeatOptions;
import org.neume.training.beats.ClickSource;
import org.neume.training.beats.LossOptions;
import org.neume.training.beats.Networks;
import org.neume.training.beats.SegmentSampler;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSpec;

class AdamTest {
  private static final double CLIP = 0.05;
  private static final double DECAY = 0.1;
  private static final double AVERAGE = 0.5;
  @TempDir Path folder;

  @Test
  void aStepIsTheOneOfThePaperWithClippingDecayAndAverage() {
    BeatNetworkConfig network =
        new BeatNetworkConfig(
            "plain", 2, 2, 3, 2, false, BeatNetworkConfig.beats().heads(), 0, 0, 0, 1);
    OptimizerOptions adam =
        new OptimizerOptions(OptimizerOptions.Algorithm.ADAM, 0.01, 1, 0, CLIP, DECAY, AVERAGE);
    BatchSource sampler =
        new SegmentSampler(
            new ClickSource(3, 1, 900).training(), Networks.options(network, folder));
    WeightLayout layout = WeightLayout.of(network);
    float[] start = layout.initialWeights(3);
    double[] w = doubles(start);
    double[] mean = doubles(start);
    double[] m = new double[w.length];
    double[] v = new double[w.length];
    try (TrainingSession session =
        new TrainingSession(
            new BeatGraph(network, LossOptions.of(network)), CLIP, 2, WeightState.start(start))) {
      for (int step = 0; step < 4; step++) {
        Batch batch = sampler.batch(step);
        float[] gradient = session.gradient(batch);
        StepResult result = session.step(batch, adam.at(step, 100), step);
        double norm = 0;
        for (float g : gradient) {
          norm += (double) g * g;
        }
        norm = Math.sqrt(norm);
        assertThat(norm).as("the gradient is long enough to be clipped").isGreaterThan(CLIP);
        assertThat(result.gradientNorm()).isCloseTo(norm, offset(1e-3 * norm));
        double average = Math.min(AVERAGE, (1.0 + step) / (10.0 + step));
        for (WeightSpec spec : layout.specs()) {
          int at = layout.offset(spec.name());
          for (int i = at; i < at + spec.size(); i++) {
            double g = gradient[i] * CLIP / norm;
            w[i] -= spec.isBias() ? 0 : 0.01 * DECAY * w[i];
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            // The more efficient order of Kingma and Ba, section 2: epsilon is not corrected.
            double rate =
                0.01 * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
            w[i] -= rate * m[i] / (Math.sqrt(v[i]) + 1e-7);
            mean[i] = average * mean[i] + (1 - average) * w[i];
          }
        }
      }
      WeightState state = session.state();
      for (int i = 0; i < w.length; i++) {
        assertThat((double) state.weights()[i]).isCloseTo(w[i], offset(1e-4));
        assertThat((double) state.average()[i]).isCloseTo(mean[i], offset(1e-4));
      }
    }
  }

  @Test
  void theLearningRateWarmsUpAndFallsInHalfACosine() {
    OptimizerOptions options =
        new OptimizerOptions(OptimizerOptions.Algorithm.ADAM, 1, 0, 10, 1, 0, 0);

    assertThat(options.at(0, 110).learningRate()).isCloseTo(0.1, offset(1e-9));
    assertThat(options.at(10, 110).learningRate()).isCloseTo(1, offset(1e-9));
    assertThat(options.at(60, 110).learningRate()).isCloseTo(0.5, offset(1e-9));
    assertThat(options.at(110, 110).learningRate()).isCloseTo(0, offset(1e-9));
  }

  @Test
  void rectifiedAdamChangesTheWeightsWithoutBlowingThemUp() {
    BeatNetworkConfig network = Networks.classes();
    BeatOptions options =
        Networks.options(
            network,
            folder,
            "algorithm=radam",
            "rate=1e-2",
            "final=0.05",
            "warmup=0",
            "decay=0",
            "average=0");
    OptimizerOptions radam = options.run().optimizer();
    BatchSource sampler = new SegmentSampler(new ClickSource(6, 2, 1500).training(), options);
    WeightState start = WeightState.start(WeightLayout.of(network).initialWeights(1));
    try (TrainingSession session =
        new TrainingSession(new BeatGraph(network, options.loss()), 1, 2, start)) {
      double first = session.step(sampler.batch(0), radam.at(0, 60), 0).loss();
      for (int step = 1; step < 60; step++) {
        session.step(sampler.batch(step), radam.at(step, 60), step);
      }
      assertThat(session.loss(sampler.batch(0))).isLessThan(first);
    }
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
