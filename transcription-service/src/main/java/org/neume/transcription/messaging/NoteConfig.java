package org.neume.transcription.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.neume.transcription.notes.NoteMethod;
import org.neume.transcription.notes.NoteSettings;

/** How notes are formed: the settings {@code neume.notes.*}. */
@ConfigMapping(prefix = "neume.notes")
public interface NoteConfig {
  /**
   * How posteriors become notes: {@code posteriors}, the {@code candidates} of the first text, or {@code
   * runs} of frames, which is what networks get in any case that say nothing of onsets.
   */
  @WithDefault("posteriors")
  NoteMethod method();

  /** A note begins at a peak of the onset posterior of at least this, above 0, at most 1. */
  Optional<Double> onsetThreshold();

  /** A note sounds while the frame posterior is at least this, above 0, at most 1. */
  Optional<Double> frameThreshold();

  /** Shorter notes are left out. */
  Optional<Duration> minimumLength();

  /** Longer notes are cut here, which bounds how late notes come. */
  Optional<Duration> maximumLength();

  /**
   * Notes of the candidate method below this probability stay only if a track of peaks carries them, 0
   * to 1; unset, none is filtered.
   */
  Optional<Double> certainThreshold();

  /**
   * The settings, at the frame rate that they are measured for.
   *
   * @throws IllegalArgumentException in one line if they do not go together
   */
  default NoteSettings settings() {
    NoteSettings base =
        switch (method()) {
          case POSTERIORS -> NoteSettings.defaults();
          case CANDIDATES -> NoteSettings.candidates();
          case RUNS -> NoteSettings.runs().withFrameRate(NoteSettings.defaults().frameRate());
        };
    NoteSettings changed =
        base.withThresholds(
                onsetThreshold().orElse(base.onsetThreshold()),
                frameThreshold().orElse(base.frameThreshold()))
            .withLengths(
                minimumLength().map(NoteConfig::seconds).orElse(base.minimumSeconds()),
                maximumLength().map(NoteConfig::seconds).orElse(base.maximumSeconds()));
    return certainThreshold()
        .map(certain -> changed.withCandidates(changed.candidateThreshold(), certain))
        .orElse(changed);
  }

  /**
   * The settings for activations of this frame rate.
   *
   * @throws IllegalArgumentException in one line if they do not go together
   */
  default NoteSettings settings(double frameRate) {
    return settings().withFrameRate(frameRate);
  }

  /**
   * The settings for activations that say of frames which pitches sound.
   *
   * @throws IllegalArgumentException in one line if they do not go together
   */
  default NoteSettings runs(double frameRate) {
    NoteSettings base = NoteSettings.runs().withFrameRate(frameRate);
    return base.withThresholds(
            base.onsetThreshold(), frameThreshold().orElse(base.frameThreshold()))
        .withLengths(
            minimumLength().map(NoteConfig::seconds).orElse(base.minimumSeconds()),
            maximumLength().map(NoteConfig::seconds).orElse(base.maximumSeconds()));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
