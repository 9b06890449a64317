package org.neume.cli.status;

/**
 * What the metrics of a stage's replicas say, together.
 *
 * @param backlogSeconds audio in the log that was not taken yet, in seconds
 * @param realTimeFactor seconds of audio applied in a second, lately
 * @param watermarkAgeSeconds log time from the lowest input still needed to the last one taken, the
 *     most of any partition
 * @param openRecordings recordings open, one for each of their input streams
 */
public record StageFigures(
    double backlogSeconds,
    double realTimeFactor,
    double watermarkAgeSeconds,
    double openRecordings) {
  /** Of no replica. */
  static final StageFigures NONE = new StageFigures(0, 0, 0, 0);

  /** The same with another figure, by the name of its metric; others change nothing. */
  StageFigures with(String metric, double value) {
    return switch (metric) {
      case "neume_stage_backlog_seconds" ->
          new StageFigures(
              backlogSeconds + value, realTimeFactor, watermarkAgeSeconds, openRecordings);
      case "neume_stage_real_time_factor" ->
          new StageFigures(
              backlogSeconds, realTimeFactor + value, watermarkAgeSeconds, openRecordings);
      case "neume_stage_watermark_age_seconds" ->
          new StageFigures(
              backlogSeconds, realTimeFactor, Math.max(watermarkAgeSeconds, value), openRecordings);
      case "neume_stage_recordings_open" ->
          new StageFigures(
              backlogSeconds, realTimeFactor, watermarkAgeSeconds, openRecordings + value);
      default -> this;
    };
  }
}
