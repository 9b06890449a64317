package org.neume.training.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one track.
 *
 * @param track its name, a path relative to the folder that was evaluated
 * @param figures by name, in a fixed order; a figure that does not apply to the track is absent
 */
public record TrackScore(String track, Map<String, Double> figures) {
  /** Put before the names of tempo figures where they stand beside those of beats. */
  private static final String TEMPO = "Tempo ";

  /** Protects the figures, keeping their order. */
  public TrackScore {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Beats and tempo of one track together. */
  static TrackScore of(String track, BeatScores beats, TempoScores tempo) {
    Map<String, Double> all = new LinkedHashMap<>(beats.toMap());
    tempo.toMap().forEach((name, value) -> all.put(TEMPO + name, value));
    return new TrackScore(track, all);
  }
}
