package org.neume.training.train;

import java.util.ArrayList;
import java.util.List;
import org.neume.training.network.BeatNetworkConfig;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Runs a training graph. Not for several threads at once. Holds native memory until closed. */
final class TrainingSession implements AutoCloseable {
  private final BeatTrainingOptions options;
  private final TrainingGraph graph;
  private final Session session;

  /** Builds the graph of {@code options} and puts {@code state} into it. */
  TrainingSession(BeatTrainingOptions options, WeightState state) {
    this.options = options;
    this.graph = new TrainingGraph(options.network(), options.loss(), options.optimizer());
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(options.threads())
            .setInterOpParallelismThreads(2)
            .setUsePerSessionThreads(true)
            .build();
    this.session = new Session(graph.graph, config);
    set(state);
  }

  /** Replaces weights and slots. */
  void set(WeightState state) {
    List<float[]> values =
        List.of(state.weights(), state.firstMoment(), state.secondMoment(), state.average());
    for (int i = 0; i < values.size(); i++) {
      try (TFloat32 vector = tensor(values.get(i), graph.layout.size())) {
        session.runner().feed(graph.newVector, vector).addTarget(graph.assignments.get(i)).run();
      }
    }
  }

  /** A copy of weights and slots. */
  WeightState state() {
    Session.Runner runner = session.runner();
    graph.vectors.forEach(runner::fetch);
    try (Result result = runner.run()) {
      return new WeightState(
          copy(result.get(0)), copy(result.get(1)), copy(result.get(2)), copy(result.get(3)));
    }
  }

  /** Updates the weights once. */
  StepResult step(Batch batch, AdamStep scalars, long dropoutSeed) {
    try (Feeds feeds = feeds(batch, dropoutSeed, options.network().dropout())) {
      AdamOptimizer optimizer = graph.optimizer;
      feeds.scalar(optimizer.learningRate, scalars.learningRate());
      feeds.scalar(optimizer.beta1Power, scalars.beta1Power());
      feeds.scalar(optimizer.beta2Power, scalars.beta2Power());
      feeds.scalar(optimizer.epsilon, scalars.epsilon());
      feeds.scalar(optimizer.decay, scalars.decay());
      feeds.scalar(optimizer.averageDecay, scalars.averageDecay());
      feeds.runner.addTarget(optimizer.update).fetch(graph.loss).fetch(optimizer.gradientNorm);
      try (Result result = feeds.runner.run()) {
        return new StepResult(
            ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat());
      }
    }
  }

  /** The loss of a batch with the weights as they are, without dropout. */
  double loss(Batch batch) {
    try (Feeds feeds = feeds(batch, 0, 0);
        Result result = feeds.runner.fetch(graph.loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** The gradient of {@link #loss}, in the order of the layout. */
  float[] gradient(Batch batch) {
    try (Feeds feeds = feeds(batch, 0, 0);
        Result result = feeds.runner.fetch(graph.gradient).run()) {
      return copy(result.get(0));
    }
  }

  /**
   * Activations of a window with the averaged weights.
   *
   * @param features [frames, 81]
   * @return [frames, activations]
   */
  float[] activations(float[] features) {
    int bands = BeatNetworkConfig.BANDS;
    try (TFloat32 input = tensor(features, 1, features.length / bands, bands);
        Result result =
            session.runner().feed(graph.heard, input).fetch(graph.probabilities).run()) {
      return copy(result.get(0));
    }
  }

  private Feeds feeds(Batch batch, long dropoutSeed, double dropoutRate) {
    int items = batch.items();
    int frames = batch.frames();
    int bands = BeatNetworkConfig.BANDS;
    Feeds feeds = new Feeds(session.runner());
    feeds.feed(graph.features, tensor(batch.features(), items, frames, bands));
    feeds.feed(graph.gains, tensor(batch.gains(), items, 1, bands));
    feeds.feed(graph.floors, tensor(batch.floors(), items, 1, bands));
    feeds.feed(graph.targets, tensor(batch.targets(), items, frames, 2));
    feeds.feed(graph.targetWeights, tensor(batch.weights(), items, frames, 2));
    int classes = options.network().tempoClasses();
    feeds.feed(graph.tempoTargets, tensor(batch.tempoTargets(), items, classes));
    feeds.feed(graph.dropoutSeed, TInt64.scalarOf(dropoutSeed));
    feeds.scalar(graph.dropoutRate, dropoutRate);
    return feeds;
  }

  private static TFloat32 tensor(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
  }

  private static float[] copy(Tensor tensor) {
    FloatDataBuffer buffer = ((TFloat32) tensor).asRawTensor().data().asFloats();
    float[] values = new float[Math.toIntExact(buffer.size())];
    buffer.read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  /** Tensors of one run, closed together. */
  private static final class Feeds implements AutoCloseable {
    private final Session.Runner runner;
    private final List<Tensor> tensors = new ArrayList<>();

    Feeds(Session.Runner runner) {
      this.runner = runner;
    }

    void feed(Op placeholder, Tensor tensor) {
      tensors.add(tensor);
      runner.feed(placeholder.op().output(0), tensor);
    }

    void scalar(Op placeholder, double value) {
      feed(placeholder, TFloat32.scalarOf((float) value));
    }

    @Override
    public void close() {
      tensors.forEach(Tensor::close);
    }
  }
}
