package org.neume.training.recipe;

import java.util.List;
import java.util.Map;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;

/**
 * A task whose description of its data says more: what its first weights know.
 *
 * @param task all else
 * @param remark added to the description; may be empty
 */
record RemarkedTask(TrainingTask task, String remark) implements TrainingTask {
  @Override
  public TrainableNetwork network() {
    return task.network();
  }

  @Override
  public RunOptions options() {
    return task.options();
  }

  @Override
  public Map<String, String> identity() {
    return task.identity();
  }

  @Override
  public String pieces() {
    return task.pieces();
  }

  @Override
  public String data() {
    return remark.isEmpty() ? task.data() : task.data() + ", " + remark;
  }

  @Override
  public BatchSource batches() {
    return task.batches();
  }

  @Override
  public Validator validator() {
    return task.validator();
  }

  @Override
  public FiguresFormat figures() {
    return task.figures();
  }

  @Override
  public ModelFacts model() {
    return task.model();
  }

  @Override
  public List<String> examined(Validator.Inference kept) {
    return task.examined(kept);
  }

  @Override
  public ReportParts report() {
    return task.report();
  }
}
