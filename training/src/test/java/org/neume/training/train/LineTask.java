package org.neume.training.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.neume.training.network.Dropout;
import org.neume.training.network.LineLayout;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network that has nothing to do with music: a straight line through noise. It is all that a further
 * network costs. What its validations find is given, so that a test knows what must be kept.
 */
final class LineTask implements TrainingTask {
  private final RunOptions options;
  private final double[] scores;
  private int validations;

  /**
   * Prepares a training.
   *
   * @param scores what the validations find, one after the other
   */
  LineTask(RunOptions options, double... scores) {
    this.options = options;
    this.scores = scores.clone();
  }

  /** The line: one weight and one bias. */
  record Line() implements TrainableNetwork {
    @Override
    public String name() {
      return "line";
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public WeightLayout layout() {
      return LineLayout.LINE;
    }

    @Override
    public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
      return tf.math.add(
          tf.math.mul(features, weights.weight("slope.kernel")), weights.weight("slope.bias"));
    }

    @Override
    public double dropout() {
      return 0;
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(-1, -1, 1), Shape.of(-1, -1, 1));
    }

    @Override
    public Operand<TFloat32> loss(
        Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
      Operand<TFloat32> miss = tf.math.sub(activations(tf, inputs.get(0), weights), inputs.get(1));
      return tf.math.mean(tf.math.mul(miss, miss), tf.constant(new int[] {0, 1, 2}));
    }
  }

  /** Points of the line y = 3 x - 1; not numbers from the step on that a test names. */
  private Batch batch(long step) {
    int frames = options.segmentFrames();
    SplittableRandom random = new SplittableRandom(options.seed() + step);
    float[] x = new float[frames];
    float[] y = new float[frames];
    for (int i = 0; i < frames; i++) {
      x[i] = (float) random.nextDouble();
      y[i] = 3 * x[i] - 1;
    }
    return () -> List.of(new Batch.Array(x, 1, frames, 1), new Batch.Array(y, 1, frames, 1));
  }

  @Override
  public TrainableNetwork network() {
    return new Line();
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public Map<String, String> identity() {
    return Map.of("training data", "a line");
  }

  @Override
  public String pieces() {
    return "1 line";
  }

  @Override
  public String data() {
    return "a straight line";
  }

  @Override
  public BatchSource batches() {
    return this::batch;
  }

  @Override
  public Validator validator() {
    return network -> {
      double score = scores[validations++];
      return new Figures(Map.of("F", score), score);
    };
  }

  @Override
  public FiguresFormat figures() {
    return new NamedFigures(values -> values.getOrDefault("F", 0.0));
  }

  @Override
  public ModelFacts model() {
    return new ModelFacts("A line", "log-bands-81", 100, 0, List.of(100), List.of("beat"), "peaks");
  }

  @Override
  public ReportParts report() {
    return new ReportParts(
        List.of("| points |", "|---|", "| many |"),
        "two weights.",
        List.of(new Chart("quality", "F", Map.of("line", "F"))),
        kept -> new ArrayList<>(List.of("F " + FigureCells.figure(kept.of("F")))));
  }
}
