package org.neume.training.train;

import java.util.Locale;
import java.util.stream.Collectors;
import org.neume.training.network.WeightLayout;

/** Says how a run goes. */
final class TrainingLog {
  private final TrainingTask task;
  private final RunOptions options;
  private final ProgressSink progress;

  TrainingLog(TrainingTask task, ProgressSink progress) {
    this.task = task;
    this.options = task.options();
    this.progress = progress;
  }

  /** A run begins, or goes on behind so many epochs. */
  void start(int done) {
    WeightLayout layout = task.network().layout();
    progress.line(
        format(
            "%s: %,d parameters (%,d exported), %s, %d of %d epochs done",
            task.network().name(),
            layout.size(),
            layout.exportedSize(),
            task.pieces(),
            done,
            options.epochs()));
  }

  /** A step is done; called often. */
  void step(int epoch, long done, double meanLoss, double gradientNorm, double seconds) {
    progress.step(
        format(
            "epoch %d of %d, step %d of %d, loss %.4f, gradient %.2f, %.1f minutes",
            epoch,
            options.epochs(),
            done,
            options.stepsPerEpoch(),
            meanLoss,
            gradientNorm,
            seconds / 60));
  }

  /** The weights that the run was given are measured. */
  void given(EpochRecord record) {
    progress.line(
        format(
            "epoch 0, as given; %s; score %.4f * %.0f s",
            figures(record), record.score(), record.seconds()));
  }

  /**
   * An epoch is done.
   *
   * @param trained seconds without the validation
   */
  void epoch(EpochRecord record, double trained, boolean better) {
    double heard = 3600 * options.heardHours(1, task.model().frameRate());
    progress.line(
        format(
            "epoch %d step %d loss %.4f; %s; score %.4f%s %.0f s (%.0f ms/step, %.0fx)",
            record.epoch(),
            record.step(),
            record.trainingLoss(),
            figures(record),
            record.score(),
            better ? " *" : "",
            record.seconds(),
            1000 * trained / options.stepsPerEpoch(),
            heard / trained));
  }

  private static String figures(EpochRecord record) {
    return record.figures().values().entrySet().stream()
        .map(figure -> format("%s %.4f", figure.getKey(), figure.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
