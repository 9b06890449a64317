package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains a network: batches, steps, a validation after every epoch, a checkpoint behind each, early
 * stopping. A run that was stopped goes on from its checkpoint when it is started again with the same
 * options and data, and ends with the same weights to the last bit. Weights that the run is given are
 * validated before the first step and count as epoch 0.
 */
public final class Training {
  private final TrainingTask task;
  private final RunOptions options;
  private final StartWeights start;
  private final CheckpointFile checkpoints;
  private final TrainingLog log;
  private final ProgressSink progress;

  /**
   * Prepares a run.
   *
   * @param task what is trained on what
   * @param start what it begins with
   */
  public Training(TrainingTask task, StartWeights start, ProgressSink progress) {
    this.task = task;
    this.options = task.options();
    this.start = start;
    this.checkpoints = new CheckpointFile(task.figures());
    this.log = new TrainingLog(task, progress);
    this.progress = progress;
  }

  /**
   * Trains to the end, or to where validation no longer gets better.
   *
   * @throws IOException if the work folder cannot be written or its checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public Trained run() throws IOException {
    return run(options.epochs());
  }

  /**
   * The checkpoint of a run, finished or not, as the result that it would have.
   *
   * @throws IOException if there is no checkpoint, or it is of another run
   */
  public Trained soFar() throws IOException {
    Path file = options.checkpoint();
    if (!Files.exists(file)) {
      throw new IOException(
          file + " is not there: train first, or name the folder that holds it with work");
    }
    return resume(file).trained(options.keep());
  }

  /** Trains at most to the end of epoch {@code lastEpoch}; a later call goes on from there. */
  public Trained run(int lastEpoch) throws IOException {
    Files.createDirectories(options.workFolder());
    Path file = options.checkpoint();
    Checkpoint checkpoint = Files.exists(file) ? resume(file) : start();
    BatchSource batches = task.batches();
    Validator validator = task.validator();
    log.start(checkpoint.done());
    ExecutorService loader = Executors.newSingleThreadExecutor(Training::daemon);
    try (TrainingSession session =
        new TrainingSession(
            task.network(),
            options.optimizer().clipNorm(),
            options.threads(),
            checkpoint.state())) {
      if (checkpoint.epochs().isEmpty() && start.isTrained()) {
        checkpoint = validated(checkpoint, session, validator);
        checkpoints.write(file, checkpoint);
      }
      while (checkpoint.done() < lastEpoch && checkpoint.sinceBest() < options.patience()) {
        checkpoint = epoch(session, batches, validator, loader, checkpoint);
        checkpoints.write(file, checkpoint);
      }
    } finally {
      loader.shutdownNow();
    }
    return checkpoint.trained(options.keep());
  }

  private Checkpoint start() throws IOException {
    float[] weights = start.weights(task.network(), options.seed());
    return new Checkpoint(
        identity().text(), 0, WeightState.start(weights), weights.clone(), List.of());
  }

  private RunIdentity identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.identity());
    parts.putAll(task.identity());
    parts.put(RunIdentity.FIRST_WEIGHTS, start.name());
    return new RunIdentity(parts);
  }

  private Checkpoint resume(Path file) throws IOException {
    Checkpoint checkpoint = checkpoints.read(file);
    List<String> differences = identity().differences(checkpoint.identity());
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s belongs to another run (other %s): give the options and data that it was begun with, or remove it to start afresh"
              .formatted(file, String.join(", ", differences)));
    }
    return checkpoint;
  }

  /** Epoch 0: what the given weights are worth before they change. */
  private Checkpoint validated(Checkpoint fresh, TrainingSession session, Validator validator) {
    long started = System.nanoTime();
    progress.step("epoch 0: validating the first weights");
    Figures figures = validator.validate(session);
    EpochRecord record = new EpochRecord(0, 0, Double.NaN, figures, seconds(started));
    log.given(record);
    return new Checkpoint(fresh.identity(), 0, fresh.state(), fresh.bestWeights(), List.of(record));
  }

  private Checkpoint epoch(
      TrainingSession session,
      BatchSource batches,
      Validator validator,
      ExecutorService loader,
      Checkpoint before) {
    long started = System.nanoTime();
    int epoch = before.done() + 1;
    double loss = steps(session, batches, loader, before, started);
    double trained = seconds(started);
    progress.step("epoch %d: validating".formatted(epoch));
    Figures figures = validator.validate(session);
    long step = before.step() + options.stepsPerEpoch();
    boolean better = before.isBeatenBy(figures.score());
    EpochRecord record = new EpochRecord(epoch, step, loss, figures, seconds(started));
    List<EpochRecord> epochs = new ArrayList<>(before.epochs());
    epochs.add(record);
    log.epoch(record, trained, better);
    WeightState state = session.state();
    return new Checkpoint(
        before.identity(), step, state, better ? state.average() : before.bestWeights(), epochs);
  }

  /** The steps of an epoch, each batch drawn while the one before it is learned; their mean loss. */
  private double steps(
      TrainingSession session,
      BatchSource batches,
      ExecutorService loader,
      Checkpoint before,
      long started) {
    long step = before.step();
    long end = step + options.stepsPerEpoch();
    double loss = 0;
    CompletableFuture<Batch> next = load(batches, step, loader);
    while (step < end) {
      Batch batch = next.join();
      long following = step + 1;
      if (following < end) {
        next = load(batches, following, loader);
      }
      AdamStep scalars = options.optimizer().at(step, options.steps());
      StepResult result = session.step(batch, scalars, options.seed() * 1_000_003 + step);
      if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
        throw new TrainingException(
            "the loss is not a number at step "
                + following
                + ": lower the learning rate, or look for features that are not numbers");
      }
      loss += result.loss();
      step = following;
      long done = step - before.step();
      log.step(before.done() + 1, done, loss / done, result.gradientNorm(), seconds(started));
    }
    return loss / options.stepsPerEpoch();
  }

  private static CompletableFuture<Batch> load(
      BatchSource batches, long step, ExecutorService loader) {
    return CompletableFuture.supplyAsync(() -> batches.batch(step), loader);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "segment-loader");
    thread.setDaemon(true);
    return thread;
  }
}
