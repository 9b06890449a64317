package org.neume.training.evaluation;

import java.util.List;

/**
 * What an annotator says of one recording.
 *
 * @param beats times, with numbers where it finds downbeats
 * @param tempi beats per minute, the strongest first; empty where it finds none
 */
public record TrackAnnotation(BeatSequence beats, List<Double> tempi) {

  /** Protects the tempi. */
  public TrackAnnotation {
    tempi = List.copyOf(tempi);
  }

  /** The two strongest tempi, zeros where there are none. */
  TempoAnnotation tempo() {
    double first = tempi.isEmpty() ? 0 : tempi.get(0);
    double second = tempi.size() < 2 ? 0 : tempi.get(1);
    return new TempoAnnotation(first, second, 1);
  }
}
