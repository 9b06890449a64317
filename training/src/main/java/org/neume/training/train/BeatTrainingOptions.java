package org.neume.training.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.BeatNetworkConfig;

/**
 * One training run.
 *
 * @param network what is trained
 * @param modelFolder receives {@code model.json} and {@code saved_model}
 * @param workFolder receives the checkpoint, the log and the report
 * @param seed decides the first weights, the segments, their variation and the dropout
 * @param batchSize segments per step
 * @param segmentFrames frames per segment
 * @param stepsPerEpoch steps between validations
 * @param epochs epochs at most
 * @param patience epochs without a better validation after which the run stops
 * @param realShare share of the segments that come from real recordings, where there are any
 * @param threads threads that TensorFlow may use inside an operation
 * @param loss what is minimised
 * @param optimizer how
 * @param augmentation how segments are varied
 */
public record BeatTrainingOptions(
    BeatNetworkConfig network,
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
    LossOptions loss,
    OptimizerOptions optimizer,
    AugmentationOptions augmentation) {

  /** Checks the ranges. */
  public BeatTrainingOptions {
    if (batchSize < 1 || segmentFrames < 16 || stepsPerEpoch < 1 || epochs < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "batch size, steps, epochs and patience must be at least 1 and segments 16 frames");
    }
    if (!(realShare >= 0 && realShare <= 1)) {
      throw new IllegalArgumentException("the share of real recordings must be in [0, 1]");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed");
    }
  }

  /** The recipe for {@code network}, writing below {@code modelFolder} and {@code workFolder}. */
  public static BeatTrainingOptions recipe(
      BeatNetworkConfig network, Path modelFolder, Path workFolder) {
    return new BeatTrainingOptions(
        network,
        modelFolder,
        workFolder,
        1,
        4,
        3072,
        1000,
        24,
        24,
        0.25,
        2,
        LossOptions.of(network),
        OptimizerOptions.standard(),
        AugmentationOptions.standard());
  }

  /** Steps of the whole run. */
  long steps() {
    return (long) epochs * stepsPerEpoch;
  }

  /** The same run with another number of epochs, steps per epoch and patience. */
  public BeatTrainingOptions withLength(int newEpochs, int newStepsPerEpoch, int newPatience) {
    return new BeatTrainingOptions(
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
        loss,
        optimizer,
        augmentation);
  }

  /** The same run with batches of another form. */
  public BeatTrainingOptions withBatches(int newBatchSize, int newSegmentFrames) {
    return new BeatTrainingOptions(
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
        loss,
        optimizer,
        augmentation);
  }

  /** The same run with another seed, number of threads and share of real recordings. */
  public BeatTrainingOptions withDraw(long newSeed, int newThreads, double newRealShare) {
    return new BeatTrainingOptions(
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
        loss,
        optimizer,
        augmentation);
  }

  /** The same run with another loss, optimizer and variation. */
  public BeatTrainingOptions withMethod(
      LossOptions newLoss, OptimizerOptions newOptimizer, AugmentationOptions newAugmentation) {
    return new BeatTrainingOptions(
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
        newLoss,
        newOptimizer,
        newAugmentation);
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
    parts.put("loss", loss.toString());
    parts.put("optimizer", optimizer.toString());
    parts.put("augmentation", augmentation.toString());
    return parts;
  }

  /** The options that decide what a run comes to, in one line. */
  String summary() {
    return String.join(
        " ",
        network.toString(),
        "seed=" + seed,
        "batch=" + batchSize + "x" + segmentFrames,
        "steps=" + epochs + "x" + stepsPerEpoch,
        "real=" + realShare,
        loss.toString(),
        optimizer.toString(),
        augmentation.toString());
  }
}
