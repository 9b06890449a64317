package org.neume.training.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.NoteNetworkConfig;

/**
 * One training run of a note network.
 *
 * @param network what is trained
 * @param modelFolder receives {@code model.json}, {@code saved_model} and the report
 * @param workFolder receives the checkpoint
 * @param seed decides the first weights, the segments, their variation and the dropout
 * @param batchSize segments per step
 * @param segmentFrames frames per segment
 * @param stepsPerEpoch steps between validations
 * @param epochs epochs at most
 * @param patience epochs without a better validation after which the run stops
 * @param realShare share of the segments that come from recordings, where there are any
 * @param threads threads that TensorFlow may use inside an operation
 * @param transposedShare share of the segments that are transposed
 * @param transposition by so many semitones up or down at most
 * @param detunedShare share of the segments that are moved by a bin, 25 cents, up or down
 * @param levelShare share of the segments that are played louder or softer
 * @param positiveWeight weight of an onset in comparison with its absence
 * @param frameWeight weight of the frame posteriors' loss
 * @param velocityWeight weight of the velocities' loss
 * @param optimizer how weights follow the gradient
 */
public record NoteTrainingOptions(
    NoteNetworkConfig network,
    Path modelFolder,
    Path workFolder,
    long seed,
    int batchSize,
    int segmentFrames,
    int stepsPerEpoch,
    int epochs,
    int patience,
    double realShare,
    int threads,
    double transposedShare,
    int transposition,
    double detunedShare,
    double levelShare,
    double positiveWeight,
    double frameWeight,
    double velocityWeight,
    OptimizerOptions optimizer) {

  /** Checks the ranges. */
  public NoteTrainingOptions {
    if (batchSize < 1 || segmentFrames < 16 || stepsPerEpoch < 1 || epochs < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "batch size, steps, epochs and patience must be at least 1 and segments 16 frames");
    }
    if (!isShare(realShare)
        || !isShare(transposedShare)
        || !isShare(detunedShare)
        || !isShare(levelShare)) {
      throw new IllegalArgumentException(
          "shares of recordings, transposed, detuned and leveled segments must be in [0, 1]");
    }
    if (threads < 1 || transposition < 0 || transposition > 24) {
      throw new IllegalArgumentException(
          "at least one thread is needed, and 0 to 24 semitones of transposition");
    }
    if (!(positiveWeight > 0 && frameWeight >= 0 && velocityWeight >= 0)) {
      throw new IllegalArgumentException("weights of losses must not be negative");
    }
  }

  /** The recipe for {@code network}, writing below {@code modelFolder} and {@code workFolder}. */
  public static NoteTrainingOptions recipe(
      NoteNetworkConfig network, Path modelFolder, Path workFolder) {
    return new NoteTrainingOptions(
        network,
        modelFolder,
        workFolder,
        1,
        8,
        200,
        500,
        24,
        24,
        0.2,
        2,
        0.5,
        5,
        0.3,
        0.5,
        2,
        0.5,
        1,
        new OptimizerOptions(OptimizerOptions.Algorithm.ADAM, 3e-3, 0.02, 200, 1.0, 1e-2, 0.995));
  }

  /** Steps of the whole run. */
  long steps() {
    return (long) epochs * stepsPerEpoch;
  }

  /** The same run with another number of epochs, steps per epoch and patience. */
  public NoteTrainingOptions withLength(int newEpochs, int newStepsPerEpoch, int newPatience) {
    return new NoteTrainingOptions(
        network,
        modelFolder,
        workFolder,
        seed,
        batchSize,
        segmentFrames,
        newStepsPerEpoch,
        newEpochs,
        newPatience,
        realShare,
        threads,
        transposedShare,
        transposition,
        detunedShare,
        levelShare,
        positiveWeight,
        frameWeight,
        velocityWeight,
        optimizer);
  }

  /** The same run with batches of another form. */
  public NoteTrainingOptions withBatches(int newBatchSize, int newSegmentFrames) {
    return new NoteTrainingOptions(
        network,
        modelFolder,
        workFolder,
        seed,
        newBatchSize,
        newSegmentFrames,
        stepsPerEpoch,
        epochs,
        patience,
        realShare,
        threads,
        transposedShare,
        transposition,
        detunedShare,
        levelShare,
        positiveWeight,
        frameWeight,
        velocityWeight,
        optimizer);
  }

  /** The same run with another seed, number of threads and share of recordings. */
  public NoteTrainingOptions withDraw(long newSeed, int newThreads, double newRealShare) {
    return new NoteTrainingOptions(
        network,
        modelFolder,
        workFolder,
        newSeed,
        batchSize,
        segmentFrames,
        stepsPerEpoch,
        epochs,
        patience,
        newRealShare,
        newThreads,
        transposedShare,
        transposition,
        detunedShare,
        levelShare,
        positiveWeight,
        frameWeight,
        velocityWeight,
        optimizer);
  }

  /** The same run with another weight of onsets and another optimizer. */
  public NoteTrainingOptions withMethod(double newPositive, OptimizerOptions newOptimizer) {
    return new NoteTrainingOptions(
        network,
        modelFolder,
        workFolder,
        seed,
        batchSize,
        segmentFrames,
        stepsPerEpoch,
        epochs,
        patience,
        realShare,
        threads,
        transposedShare,
        transposition,
        detunedShare,
        levelShare,
        newPositive,
        frameWeight,
        velocityWeight,
        newOptimizer);
  }

  /**
   * What must not change between the parts of a resumed run, by the names that people know. The
   * folders, the number of threads and the patience may.
   */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", network.toString());
    parts.put("seed", Long.toString(seed));
    parts.put("batch", batchSize + "x" + segmentFrames);
    parts.put("epochs and steps", epochs + "x" + stepsPerEpoch);
    parts.put("share of recordings", Double.toString(realShare));
    parts.put(
        "variation",
        "%s by %d, %s detuned, %s leveled"
            .formatted(transposedShare, transposition, detunedShare, levelShare));
    parts.put(
        "loss",
        "onset %s, frame %s, velocity %s".formatted(positiveWeight, frameWeight, velocityWeight));
    parts.put("optimizer", optimizer.toString());
    return parts;
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }
}
