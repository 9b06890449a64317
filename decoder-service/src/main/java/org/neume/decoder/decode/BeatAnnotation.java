package org.neume.decoder.decode;

import java.util.List;

/**
 * The beats of a whole recording.
 *
 * @param beats all beats in order of time
 * @param tempi hypotheses of the overall tempo, heaviest first; empty if there are no beats
 */
public record BeatAnnotation(List<DecodedBeat> beats, List<TempoHypothesis> tempi) {
  /** Copies the lists. */
  public BeatAnnotation {
    beats = List.copyOf(beats);
    tempi = List.copyOf(tempi);
  }
}
