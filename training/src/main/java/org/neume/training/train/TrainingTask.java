package org.neume.training.train;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is trained on what: all that a kind of network brings to the training that every network
 * shares. Used by one thread at a time.
 */
public interface TrainingTask {

  /** The network. */
  TrainableNetwork network();

  /** The options that every network has. */
  RunOptions options();

  /**
   * What else decides what a run comes to, its data above all, value by name as people know them: a
   * checkpoint of a run with others is refused by these names.
   */
  Map<String, String> identity();

  /** Training and validation pieces in a few words, for the log. */
  String pieces();

  /** One line for the report and the model's description: what the data is and where it came from. */
  String data();

  /** The training pieces' batches. */
  BatchSource batches();

  /** The validation. */
  Validator validator();

  /** How figures lie in a checkpoint. */
  FiguresFormat figures();

  /** What the model's description says of the network. */
  ModelFacts model();

  /**
   * Lines for the report on the network that is kept, which is run for them once.
   *
   * @param kept the network with the weights that are kept
   */
  default List<String> examined(Validator.Inference kept) {
    return List.of();
  }

  /** What the report says besides that which every report says. */
  ReportParts report();

  /**
   * What a report adds.
   *
   * @param data lines of the table of the data
   * @param network a sentence about the network
   * @param charts figures over epochs
   * @param tables lines with tables of the figures of the epoch that is kept
   */
  record ReportParts(
      List<String> data,
      String network,
      List<Chart> charts,
      Function<Figures, List<String>> tables) {}

  /**
   * A chart of figures over epochs.
   *
   * @param file name of the picture, between {@code training-} and {@code .svg}
   * @param title what it shows
   * @param curves names of figures by the names of their curves
   */
  record Chart(String file, String title, Map<String, String> curves) {}
}
