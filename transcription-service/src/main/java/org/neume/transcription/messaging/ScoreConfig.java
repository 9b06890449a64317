package org.neume.transcription.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.neume.transcription.score.ScoreOptions;

/** How scores are made: the settings {@code neume.score.*}. */
@ConfigMapping(prefix = "neume.score")
public interface ScoreConfig {
  /** The analysis whose beats a score follows, where its recording asks for that too. */
  @WithDefault("beats")
  String beats();

  /** The topic that beats are read from. */
  @WithDefault("neume.beats")
  String beatsTopic();

  /** What the first revision covers; 0 for the final one alone. */
  @WithDefault("PT30S")
  Duration firstRevision();

  /** A further revision covers so much more at least, or a quarter more. */
  @WithDefault("PT30S")
  Duration revisionStep();

  /** Finest grid per beat: 12 holds sixteenths and triplets, 24 also thirty-seconds. */
  @WithDefault("12")
  int subdivisions();

  /** At most so many voices in a staff, 1 to 3. */
  @WithDefault("2")
  int voicesPerStaff();

  /** Beats per minute of pieces without beats. */
  @WithDefault("120")
  double defaultTempo();

  /** A recording with more notes fails. */
  @WithDefault("200000")
  int notesPerRecording();

  /** A recording with more beats fails. */
  @WithDefault("100000")
  int beatsPerRecording();

  /** Threads that compute scores. */
  @WithDefault("2")
  int threads();

  /** What the scorer assumes. */
  default ScoreOptions options() {
    ScoreOptions defaults = ScoreOptions.defaults();
    return new ScoreOptions(
        subdivisions(),
        defaults.timeDeviation(),
        defaults.beatDeviation(),
        voicesPerStaff(),
        defaultTempo());
  }
}
