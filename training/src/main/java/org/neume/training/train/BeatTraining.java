package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.neume.training.network.WeightLayout;

/**
 * Trains a beat network: batches, steps, a validation after every epoch, a checkpoint behind each,
 * early stopping. A run that was stopped goes on from its checkpoint when it is started again with
 * the same options, data and picker, and ends with the same weights to the last bit.
 */
public final class BeatTraining {
  private final BeatTrainingOptions options;
  private final PieceSource source;
  private final BeatPicker picker;
  private final StartWeights start;
  private final ProgressSink progress;

  /**
   * Prepares a run that begins with drawn weights.
   *
   * @param picker decoder of the validation
   */
  public BeatTraining(
      BeatTrainingOptions options, PieceSource source, BeatPicker picker, ProgressSink progress) {
    this(options, source, picker, StartWeights.DRAWN, progress);
  }

  /**
   * Prepares a run.
   *
   * @param picker decoder of the validation
   * @param start what it begins with
   */
  public BeatTraining(
      BeatTrainingOptions options,
      PieceSource source,
      BeatPicker picker,
      StartWeights start,
      ProgressSink progress) {
    this.options = options;
    this.source = source;
    this.picker = picker;
    this.start = start;
    this.progress = progress;
  }

  /** A quick decoder for validations: peaks above one third, at least 150 ms apart. */
  public static BeatPicker peakPicker() {
    return new PeakPicker(0.33, 7);
  }

  /**
   * Trains to the end, or to where validation no longer gets better.
   *
   * @throws IOException if the work folder cannot be written or its checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public TrainedNetwork run() throws IOException {
    return run(options.epochs());
  }

  /** Trains at most to the end of epoch {@code lastEpoch}; a later call goes on from there. */
  TrainedNetwork run(int lastEpoch) throws IOException {
    Files.createDirectories(options.workFolder());
    Path file = options.workFolder().resolve("checkpoint.bin");
    Checkpoint checkpoint = Files.exists(file) ? resume(file) : start();
    SegmentSampler sampler = new SegmentSampler(source.training(), options);
    Validator validator = new Validator(source.validation(), options, picker);
    announce(checkpoint);
    ExecutorService loader = Executors.newSingleThreadExecutor(BeatTraining::daemon);
    try (TrainingSession session = new TrainingSession(options, checkpoint.state())) {
      while (checkpoint.epochs().size() < lastEpoch && !exhausted(checkpoint.epochs())) {
        checkpoint = epoch(session, sampler, validator, loader, checkpoint);
        checkpoint.write(file);
      }
    } finally {
      loader.shutdownNow();
    }
    return new TrainedNetwork(options.network(), checkpoint.bestWeights(), checkpoint.epochs());
  }

  private Checkpoint start() throws IOException {
    float[] weights = start.weights(options.network(), options.seed());
    return new Checkpoint(
        identity().text(), 0, WeightState.start(weights), weights.clone(), List.of());
  }

  private RunIdentity identity() {
    return RunIdentity.of(options, source, picker, start);
  }

  private Checkpoint resume(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    List<String> differences = identity().differences(checkpoint.identity());
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s belongs to another run (other %s): give the options and data that it was begun with, or remove it to start afresh"
              .formatted(file, String.join(", ", differences)));
    }
    return checkpoint;
  }

  private Checkpoint epoch(
      TrainingSession session,
      SegmentSampler sampler,
      Validator validator,
      ExecutorService loader,
      Checkpoint before) {
    long started = System.nanoTime();
    long step = before.step();
    long end = step + options.stepsPerEpoch();
    double loss = 0;
    CompletableFuture<Batch> next = load(sampler, step, loader);
    while (step < end) {
      Batch batch = next.join();
      long following = step + 1;
      if (following < end) {
        next = load(sampler, following, loader);
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
      progress.step(
          String.format(
              Locale.ROOT,
              "epoch %d of %d, step %d of %d, loss %.4f, %.1f minutes",
              before.epochs().size() + 1,
              options.epochs(),
              step - before.step(),
              options.stepsPerEpoch(),
              loss / (step - before.step()),
              seconds(started) / 60));
    }
    double trained = seconds(started);
    progress.step("epoch %d: validating".formatted(before.epochs().size() + 1));
    ValidationResult validation = validator.validate(session);
    List<EpochRecord> epochs = new ArrayList<>(before.epochs());
    EpochRecord record =
        new EpochRecord(
            epochs.size() + 1, step, loss / options.stepsPerEpoch(), validation, seconds(started));
    boolean better = before.epochs().stream().allMatch(e -> score(e) < validation.score());
    epochs.add(record);
    report(record, trained, better);
    WeightState state = session.state();
    return new Checkpoint(
        before.identity(), step, state, better ? state.average() : before.bestWeights(), epochs);
  }

  private static CompletableFuture<Batch> load(
      SegmentSampler sampler, long step, ExecutorService loader) {
    return CompletableFuture.supplyAsync(() -> sampler.batch(step), loader);
  }

  private boolean exhausted(List<EpochRecord> epochs) {
    int best = 0;
    for (int i = 1; i < epochs.size(); i++) {
      if (score(epochs.get(i)) > score(epochs.get(best))) {
        best = i;
      }
    }
    return epochs.size() - 1 - best >= options.patience();
  }

  private static double score(EpochRecord epoch) {
    return epoch.validation().score();
  }

  private void announce(Checkpoint checkpoint) {
    WeightLayout layout = WeightLayout.of(options.network());
    progress.line(
        String.format(
            Locale.ROOT,
            "%s: %,d parameters (%,d exported), %d training and %d validation pieces, %d of %d"
                + " epochs done",
            options.network().name(),
            layout.size(),
            layout.exportedSize(),
            source.training().size(),
            source.validation().size(),
            checkpoint.epochs().size(),
            options.epochs()));
  }

  private void report(EpochRecord record, double trained, boolean better) {
    ValidationResult v = record.validation();
    double heard = 0.01 * options.batchSize() * options.segmentFrames() * options.stepsPerEpoch();
    progress.line(
        String.format(
            Locale.ROOT,
            "epoch %d step %d loss %.4f validation %.4f rendered F %.3f/%.3f real F %.3f/%.3f score"
                + " %.4f%s %.0f s (%.0f ms/step, %.0fx)",
            record.epoch(),
            record.step(),
            record.trainingLoss(),
            v.loss(),
            v.renderedBeat(),
            v.renderedDownbeat(),
            v.realBeat(),
            v.realDownbeat(),
            v.score(),
            better ? " *" : "",
            record.seconds(),
            1000 * trained / options.stepsPerEpoch(),
            heard / trained));
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
