package org.neume.annotation;

import java.util.List;

/**
 * A tempo that was found without beats, from raw audio.
 *
 * @param annotator the analysis that found it: the name of its network
 * @param tempi heaviest first, their weights summing to 1; empty where nothing repeats
 */
public record RawTempo(String annotator, List<OverallTempo> tempi) {
  /** Copies the list. */
  public RawTempo {
    tempi = List.copyOf(tempi);
  }
}
