package org.neume.training.train;

import java.io.IOException;
import org.neume.transcription.notes.NoteSettings;

/** The whole recipe of a note network: train, export the model folder, write the report. */
public final class NoteRecipe {
  private NoteRecipe() {}

  /**
   * Trains a network, or goes on with a run that was stopped, and writes the model folder and the
   * report.
   *
   * @param source the data
   * @param decoding how the validation forms notes
   * @param version version of the weights, for the model's description
   * @throws IOException if a folder cannot be written or the checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public static TrainedNotes run(
      NoteTrainingOptions options,
      NoteSource source,
      NoteSettings decoding,
      String version,
      ProgressSink progress)
      throws IOException {
    TrainedNotes trained = new NoteTraining(options, source, decoding, progress).run();
    write(options, source, trained, version);
    progress.line("wrote " + options.modelFolder());
    return trained;
  }

  /**
   * Writes the model folder and the report of a run as far as it has come, while it is running or
   * after it was stopped.
   *
   * @throws IOException if there is no checkpoint, or a folder cannot be written
   */
  public static TrainedNotes export(NoteTrainingOptions options, NoteSource source, String version)
      throws IOException {
    TrainedNotes trained = NoteTraining.soFar(options);
    write(options, source, trained, version);
    return trained;
  }

  private static void write(
      NoteTrainingOptions options, NoteSource source, TrainedNotes trained, String version)
      throws IOException {
    NoteModelExporter.export(trained, version, source.description(), options.modelFolder());
    new NoteReport(options, source, trained).write(options.modelFolder());
  }
}
