package org.neume.training.train;

import java.util.List;
import org.neume.training.network.BeatNetworkConfig;
import org.tensorflow.Result;
import org.tensorflow.Session;
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
    this.session = new Session(graph.graph, Feeds.threads(options.threads()));
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
    try (Feeds feeds = feeds(batch, dropoutSeed, options.network().dropout())) {
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

  /**
   * Activations of a window with the averaged weights.
   *
   * @param features [frames, 81]
   * @return [frames, activations]
   */
  float[] activations(float[] features) {
    int bands = BeatNetworkConfig.BANDS;
    try (TFloat32 input = Feeds.tensor(features, 1, features.length / bands, bands);
        Result result =
            session.runner().feed(graph.heard, input).fetch(graph.probabilities).run()) {
      return Feeds.copy(result.get(0));
    }
  }

  private Feeds feeds(Batch batch, long dropoutSeed, double dropoutRate) {
    int items = batch.items();
    int frames = batch.frames();
    int bands = BeatNetworkConfig.BANDS;
    Feeds feeds = new Feeds(session.runner());
    feeds.feed(graph.features, Feeds.tensor(batch.features(), items, frames, bands));
    feeds.feed(graph.gains, Feeds.tensor(batch.gains(), items, 1, bands));
    feeds.feed(graph.floors, Feeds.tensor(batch.floors(), items, 1, bands));
    feeds.feed(graph.targets, Feeds.tensor(batch.targets(), items, frames, 2));
    feeds.feed(graph.targetWeights, Feeds.tensor(batch.weights(), items, frames, 2));
    int classes = options.network().tempoClasses();
    feeds.feed(graph.tempoTargets, Feeds.tensor(batch.tempoTargets(), items, classes));
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
