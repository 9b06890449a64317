package org.neume.training.train;

import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Runs a training graph. Not for several threads at once. Holds native memory until closed. */
final class TrainingSession implements Validator.Inference, AutoCloseable {
  private final TrainableNetwork network;
  private final TrainingGraph graph;
  private final Session session;

  /**
   * Builds the graph of a network and puts {@code state} into it.
   *
   * @param clipNorm longest gradient that is not scaled
   * @param threads threads inside an operation
   */
  TrainingSession(TrainableNetwork network, double clipNorm, int threads, WeightState state) {
    this.network = network;
    this.graph = new TrainingGraph(network, clipNorm);
    this.session = new Session(graph.graph, Feeds.threads(threads));
    set(state);
  }

  /** Replaces weights and slots. */
  void set(WeightState state) {
    List<float[]> values =
        List.of(state.weights(), state.firstMoment(), state.secondMoment(), state.average());
    for (int i = 0; i < values.size(); i++) {
      try (TFloat32 vector = Feeds.tensor(values.get(i), graph.layout.size())) {
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
          Feeds.copy(result.get(0)),
          Feeds.copy(result.get(1)),
          Feeds.copy(result.get(2)),
          Feeds.copy(result.get(3)));
    }
  }

  /** Updates the weights once. */
  StepResult step(Batch batch, AdamStep scalars, long dropoutSeed) {
    try (Feeds feeds = feeds(batch, dropoutSeed, network.dropout())) {
      AdamOptimizer optimizer = graph.optimizer;
      feeds.scalars(optimizer, scalars);
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
      return Feeds.copy(result.get(0));
    }
  }

  @Override
  public float[] activations(float[] features) {
    int width = network.width();
    try (TFloat32 input = Feeds.tensor(features, 1, features.length / width, width);
        Result result = session.runner().feed(graph.heard, input).fetch(graph.activations).run()) {
      return Feeds.copy(result.get(0));
    }
  }

  private Feeds feeds(Batch batch, long dropoutSeed, double dropoutRate) {
    Feeds feeds = new Feeds(session.runner());
    List<Batch.Array> arrays = batch.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      Batch.Array array = arrays.get(i);
      feeds.feed(graph.inputs.get(i), Feeds.tensor(array.values(), array.shape()));
    }
    feeds.feed(graph.dropoutSeed, TInt64.scalarOf(dropoutSeed));
    feeds.scalar(graph.dropoutRate, dropoutRate);
    return feeds;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
