package org.neume.training.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.neume.training.network.WeightLayout;
import org.neume.transcription.notes.NoteSettings;

/**
 * Trains a note network: batches, steps, a validation after every epoch, a checkpoint behind each,
 * early stopping. A run that was stopped goes on from its checkpoint when it is started again with the
 * same options and data, and ends with the same weights to the last bit.
 */
public final class NoteTraining {
  private final NoteTrainingOptions options;
  private final NoteSource source;
  private final NoteSettings decoding;
  private final ProgressSink progress;

  /**
   * Prepares a run.
   *
   * @param decoding how the validation forms notes
   */
  public NoteTraining(
      NoteTrainingOptions options,
      NoteSource source,
      NoteSettings decoding,
      ProgressSink progress) {
    this.options = options;
    this.source = source;
    this.decoding = decoding;
    this.progress = progress;
  }

  /**
   * Trains to the end, or to where validation no longer gets better.
   *
   * @throws IOException if the work folder cannot be written or its checkpoint is of another run
   * @throws TrainingException if the loss stops being a number
   */
  public TrainedNotes run() throws IOException {
    return run(options.epochs());
  }

  /** The checkpoint of a run, finished or not, as the result that it would have. */
  public static TrainedNotes soFar(NoteTrainingOptions options) throws IOException {
    NoteCheckpoint checkpoint = NoteCheckpoint.read(file(options));
    return new TrainedNotes(options.network(), checkpoint.bestWeights(), checkpoint.epochs());
  }

  /** Trains at most to the end of epoch {@code lastEpoch}; a later call goes on from there. */
  TrainedNotes run(int lastEpoch) throws IOException {
    Files.createDirectories(options.workFolder());
    Path file = file(options);
    NoteCheckpoint checkpoint = Files.exists(file) ? resume(file) : start();
    NoteSampler sampler = new NoteSampler(source.training(), options);
    NoteValidator validator = new NoteValidator(source.validation(), decoding);
    announce(checkpoint);
    ExecutorService loader = Executors.newSingleThreadExecutor(NoteTraining::daemon);
    try (NoteSession session = new NoteSession(options, checkpoint.state())) {
      while (checkpoint.epochs().size() < lastEpoch && !exhausted(checkpoint.epochs())) {
        checkpoint = epoch(session, sampler, validator, loader, checkpoint);
        checkpoint.write(file);
      }
    } finally {
      loader.shutdownNow();
    }
    return new TrainedNotes(options.network(), checkpoint.bestWeights(), checkpoint.epochs());
  }

  private static Path file(NoteTrainingOptions options) {
    return options.workFolder().resolve("checkpoint.bin");
  }

  private NoteCheckpoint start() {
    float[] weights = WeightLayout.of(options.network()).initialWeights(options.seed());
    return new NoteCheckpoint(
        identity().text(), 0, WeightState.start(weights), weights.clone(), List.of());
  }

  private RunIdentity identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.parts());
    parts.put("training data", hash(source.training()));
    parts.put("validation data (fold)", hash(source.validation()));
    parts.put("note settings", decoding.toString());
    return new RunIdentity(parts);
  }

  private static String hash(List<NotePiece> pieces) {
    CRC32 crc = new CRC32();
    for (NotePiece piece : pieces) {
      String text =
          "%s %s %d %s\n".formatted(piece.id(), piece.kind(), piece.frames(), piece.notes());
      crc.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return "%d pieces %08x".formatted(pieces.size(), crc.getValue());
  }

  private NoteCheckpoint resume(Path file) throws IOException {
    NoteCheckpoint checkpoint = NoteCheckpoint.read(file);
    List<String> differences = identity().differences(checkpoint.identity());
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s belongs to another run (other %s): give the options and data that it was begun with, or remove it to start afresh"
              .formatted(file, String.join(", ", differences)));
    }
    return checkpoint;
  }

  private NoteCheckpoint epoch(
      NoteSession session,
      NoteSampler sampler,
      NoteValidator validator,
      ExecutorService loader,
      NoteCheckpoint before) {
    long started = System.nanoTime();
    long step = before.step();
    long end = step + options.stepsPerEpoch();
    double loss = 0;
    CompletableFuture<NoteBatch> next = load(sampler, step, loader);
    while (step < end) {
      NoteBatch batch = next.join();
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
          format(
              "epoch %d of %d, step %d of %d, loss %.4f, gradient %.2f, %.1f minutes",
              before.epochs().size() + 1,
              options.epochs(),
              step - before.step(),
              options.stepsPerEpoch(),
              loss / (step - before.step()),
              result.gradientNorm(),
              seconds(started) / 60));
    }
    double trained = seconds(started);
    progress.step("epoch %d: validating".formatted(before.epochs().size() + 1));
    NoteFigures figures =
        validator.validate(session::activations, options.network().contextFrames());
    boolean better = before.epochs().stream().allMatch(e -> e.figures().score() < figures.score());
    List<NoteEpoch> epochs = new ArrayList<>(before.epochs());
    NoteEpoch record =
        new NoteEpoch(
            epochs.size() + 1, step, loss / options.stepsPerEpoch(), figures, seconds(started));
    epochs.add(record);
    report(record, trained, better);
    WeightState state = session.state();
    return new NoteCheckpoint(
        before.identity(), step, state, better ? state.average() : before.bestWeights(), epochs);
  }

  private static CompletableFuture<NoteBatch> load(
      NoteSampler sampler, long step, ExecutorService loader) {
    return CompletableFuture.supplyAsync(() -> sampler.batch(step), loader);
  }

  private boolean exhausted(List<NoteEpoch> epochs) {
    int best = 0;
    for (int i = 1; i < epochs.size(); i++) {
      if (epochs.get(i).figures().score() > epochs.get(best).figures().score()) {
        best = i;
      }
    }
    return epochs.size() - 1 - best >= options.patience();
  }

  private void announce(NoteCheckpoint checkpoint) {
    progress.line(
        format(
            "%s: %,d weights, %.1f million multiply-adds a frame, %d training and %d validation"
                + " pieces, %d of %d epochs done",
            options.network().name(),
            WeightLayout.of(options.network()).size(),
            options.network().multiplyAddsPerFrame() / 1e6,
            source.training().size(),
            source.validation().size(),
            checkpoint.epochs().size(),
            options.epochs()));
  }

  private void report(NoteEpoch record, double trained, boolean better) {
    double heard =
        options.batchSize() * (double) options.segmentFrames() * options.stepsPerEpoch() / 50;
    String figures =
        record.figures().values().entrySet().stream()
            .map(figure -> format("%s %.4f", figure.getKey(), figure.getValue()))
            .collect(Collectors.joining(", "));
    progress.line(
        format(
            "epoch %d step %d loss %.4f; %s; score %.4f%s %.0f s (%.0f ms/step, %.0fx)",
            record.epoch(),
            record.step(),
            record.trainingLoss(),
            figures,
            record.figures().score(),
            better ? " *" : "",
            record.seconds(),
            1000 * trained / options.stepsPerEpoch(),
            heard / trained));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "note-segment-loader");
    thread.setDaemon(true);
    return thread;
  }
}
