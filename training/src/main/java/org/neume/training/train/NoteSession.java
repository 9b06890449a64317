package org.neume.training.train;

import java.util.List;
import org.neume.training.network.NoteNetworkConfig;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Runs a note network's graph. Not for several threads at once. Holds native memory until closed. */
final class NoteSession implements AutoCloseable {
  private static final int BINS = NoteNetworkConfig.BINS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

  private final NoteTrainingOptions options;
  private final NoteGraph graph;
  private final Session session;

  /** Builds the graph of {@code options} and puts {@code state} into it. */
  NoteSession(NoteTrainingOptions options, WeightState state) {
    this.options = options;
    this.graph = new NoteGraph(options);
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
  StepResult step(NoteBatch batch, AdamStep scalars, long dropoutSeed) {
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
  double loss(NoteBatch batch) {
    try (Feeds feeds = feeds(batch, 0, 0);
        Result result = feeds.runner.fetch(graph.loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** The gradient of {@link #loss}, in the order of the layout. */
  float[] gradient(NoteBatch batch) {
    try (Feeds feeds = feeds(batch, 0, 0);
        Result result = feeds.runner.fetch(graph.gradient).run()) {
      return Feeds.copy(result.get(0));
    }
  }

  /**
   * Activations of a window with the averaged weights.
   *
   * @param features [frames, 432]
   * @return [frames, 264]
   */
  float[] activations(float[] features) {
    try (TFloat32 input = Feeds.tensor(features, 1, features.length / BINS, BINS);
        Result result =
            session.runner().feed(graph.heard, input).fetch(graph.probabilities).run()) {
      return Feeds.copy(result.get(0));
    }
  }

  private Feeds feeds(NoteBatch batch, long dropoutSeed, double dropoutRate) {
    int items = batch.items();
    int frames = batch.frames();
    Feeds feeds = new Feeds(session.runner());
    feeds.feed(graph.features, Feeds.tensor(batch.features(), items, frames, BINS));
    feeds.feed(graph.targets, Feeds.tensor(batch.targets(), items, frames, OUTPUTS));
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
