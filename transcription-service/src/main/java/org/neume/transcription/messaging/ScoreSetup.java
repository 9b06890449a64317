package org.neume.transcription.messaging;

import java.util.concurrent.Executor;

/**
 * What all recordings of the score stage share.
 *
 * @param notation writes scores
 * @param schedule what the revisions cover
 * @param beats the analysis whose beats a score follows where its recording asks for it
 * @param notesPerRecording the most notes that a recording may have
 * @param beatsPerRecording the most beats that a recording may have
 * @param executor computes scores
 */
record ScoreSetup(
    Notation notation,
    RevisionSchedule schedule,
    String beats,
    int notesPerRecording,
    int beatsPerRecording,
    Executor executor) {
  /** A revision covers at least this share more than the one before. */
  private static final double GROWTH = 0.25;

  /**
   * What these settings describe.
   *
   * @throws IllegalArgumentException in one line if they do not go together
   */
  static ScoreSetup of(ScoreConfig config, Executor executor) {
    double first = config.firstRevision().toNanos() / 1e9;
    return new ScoreSetup(
        new ScoreNotation(config.options()),
        new RevisionSchedule(
            first == 0 ? Double.POSITIVE_INFINITY : first,
            config.revisionStep().toNanos() / 1e9,
            GROWTH),
        config.beats(),
        config.notesPerRecording(),
        config.beatsPerRecording(),
        executor);
  }
}
