package org.neume.training.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that every training run has.
 *
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
 * @param keep which weights are exported
 * @param optimizer how weights follow the gradient
 */
public record RunOptions(
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
    Keep keep,
    OptimizerOptions optimizer) {

  /** Checks the ranges. */
  public RunOptions {
    if (batchSize < 1 || segmentFrames < 1 || stepsPerEpoch < 1 || epochs < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "batch size, frames, steps, epochs and patience must be at least 1");
    }
    if (!(realShare >= 0 && realShare <= 1)) {
      throw new IllegalArgumentException("the share of recordings must be in [0, 1]");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed");
    }
  }

  /**
   * The settings that every network has, with usual values that a network may replace.
   *
   * @param network name of the model folder
   */
  public static Settings settings(String network) {
    return Settings.NONE
        .adding("cache", "")
        .adding("model", "models/" + network)
        .adding("work", "target/training/" + network)
        .adding("version", 1)
        .adding("fold", 0)
        .adding("start", "")
        .adding("start-of-another-fold", "no")
        .adding("keep", "best")
        .adding("export-only", "no")
        .adding("seed", 1)
        .adding("threads", 2)
        .adding("batch", 4)
        .adding("frames", 1000)
        .adding("epochs", 24)
        .adding("steps", 500)
        .adding("patience", 24)
        .adding("real", 0.25)
        .adding("algorithm", "adam")
        .adding("rate", 3e-3)
        .adding("final", 0.02)
        .adding("warmup", 100)
        .adding("clip", 1.0)
        .adding("decay", 1e-2)
        .adding("average", 0.998);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException naming the setting and its range
   */
  public static RunOptions of(Settings settings) {
    return new RunOptions(
        Path.of(settings.text("model")),
        Path.of(settings.text("work")),
        settings.wholeLong("seed"),
        settings.whole("batch"),
        settings.whole("frames"),
        settings.whole("steps"),
        settings.whole("epochs"),
        settings.whole("patience"),
        settings.number("real"),
        settings.whole("threads"),
        settings.oneOf("keep", Keep.values()),
        new OptimizerOptions(
            settings.oneOf("algorithm", OptimizerOptions.Algorithm.values()),
            settings.number("rate"),
            settings.number("final"),
            settings.whole("warmup"),
            settings.number("clip"),
            settings.number("decay"),
            settings.number("average")));
  }

  /** The same options, where segments are at least so many frames long. */
  public RunOptions requireFrames(int least) {
    if (segmentFrames < least) {
      throw new IllegalArgumentException(
          "segments must be at least %d frames long, not %d".formatted(least, segmentFrames));
    }
    return this;
  }

  /** Steps of the whole run. */
  long steps() {
    return (long) epochs * stepsPerEpoch;
  }

  /** Where the checkpoint lies. */
  public Path checkpoint() {
    return workFolder.resolve("checkpoint.bin");
  }

  /**
   * What must not change between the parts of a resumed run, by the names that people know. The
   * folders, the number of threads, the patience and what is kept may.
   */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("seed", Long.toString(seed));
    parts.put("batch", batchSize + "x" + segmentFrames);
    parts.put("epochs and steps", epochs + "x" + stepsPerEpoch);
    parts.put("share of recordings", Double.toString(realShare));
    parts.put("optimizer", optimizer.toString());
    return parts;
  }

  /** Hours of audio that so many epochs have heard. */
  double heardHours(int epochsDone, double frameRate) {
    return (double) batchSize * segmentFrames * stepsPerEpoch * epochsDone / frameRate / 3600;
  }
}
