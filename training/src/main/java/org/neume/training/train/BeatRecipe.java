package org.neume.training.train;

import java.io.IOException;

/** The whole recipe: train, export the model folder, write the report. */
public final class BeatRecipe {
  private BeatRecipe() {}

  /**
   * Trains a network, or goes on with a run that was stopped, and writes the model folder and the
   * report.
   *
   * @param source the data
   * @param picker decoder of the validation
   * @param start what a new run begins with
   * @param version version of the weights, for the model's description
   * @throws IOException if a folder cannot be written or the checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public static TrainedNetwork run(
      BeatTrainingOptions options,
      PieceSource source,
      BeatPicker picker,
      StartWeights start,
      String version,
      ProgressSink progress)
      throws IOException {
    TrainedNetwork trained = new BeatTraining(options, source, picker, start, progress).run();
    ModelExporter.export(trained, version, source.description(), options.modelFolder());
    new TrainingReport(options, source, trained, start.name()).write(options.modelFolder());
    progress.line("wrote " + options.modelFolder());
    return trained;
  }

  /**
   * Writes the model folder and the report of a run as far as it has come, while it is running or
   * after it was stopped.
   *
   * @throws IOException if there is no checkpoint, or a folder cannot be written
   */
  public static TrainedNetwork export(
      BeatTrainingOptions options, PieceSource source, StartWeights start, String version)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.read(options.workFolder().resolve("checkpoint.bin"));
    TrainedNetwork trained =
        new TrainedNetwork(options.network(), checkpoint.bestWeights(), checkpoint.epochs());
    ModelExporter.export(trained, version, source.description(), options.modelFolder());
    new TrainingReport(options, source, trained, start.name()).write(options.modelFolder());
    return trained;
  }
}
