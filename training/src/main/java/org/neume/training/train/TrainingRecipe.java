package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The whole of a run: train, export the model folder, write the report. */
public final class TrainingRecipe {
  private TrainingRecipe() {}

  /**
   * Trains a network, or goes on with a run that was stopped, and writes the model folder and the
   * report.
   *
   * @param start what a new run begins with
   * @param version version of the weights, for the model's description
   * @throws IOException if a folder cannot be written or the checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public static Trained run(
      TrainingTask task, StartWeights start, String version, ProgressSink progress)
      throws IOException {
    Trained trained = new Training(task, start, progress).run();
    write(task, start, trained, version, progress);
    return trained;
  }

  /**
   * Writes the model folder and the report of a run as far as it has come, while it is running or
   * after it was stopped.
   *
   * @throws IOException if there is no checkpoint or it is of another run, or a folder cannot be
   *     written
   */
  public static Trained export(
      TrainingTask task, StartWeights start, String version, ProgressSink progress)
      throws IOException {
    Trained trained = new Training(task, start, progress).soFar();
    write(task, start, trained, version, progress);
    return trained;
  }

  private static void write(
      TrainingTask task, StartWeights start, Trained trained, String version, ProgressSink progress)
      throws IOException {
    Path folder = task.options().modelFolder();
    ModelWriter.write(task.network(), task.model(), trained, version, task.data(), folder);
    new TrainingReport(task, trained, start.name(), examined(task, trained)).write(folder);
    progress.line(
        "wrote %s with the weights of epoch %d".formatted(folder, trained.kept().epoch()));
  }

  private static List<String> examined(TrainingTask task, Trained trained) {
    RunOptions options = task.options();
    try (TrainingSession kept =
        new TrainingSession(
            task.network(),
            options.optimizer().clipNorm(),
            options.threads(),
            WeightState.start(trained.weights()))) {
      return task.examined(kept);
    }
  }
}
