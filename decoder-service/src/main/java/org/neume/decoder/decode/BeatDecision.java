package org.neume.decoder.decode;

import java.util.List;

/**
 * Consecutive frames that a decoder has decided for good.
 *
 * @param firstFrame first frame decided here; the end of the decision before
 * @param frameCount frames decided, 0 or more; beats of later decisions lie at or behind {@code
 *     firstFrame + frameCount}
 * @param beats the beats of these frames in order of time
 * @param tempi hypotheses of the overall tempo, heaviest first, their weights summing to 1; empty
 *     except in the closing decision of a recording that has beats or a tempo
 * @param resume where another decoder can go on behind this decision
 */
public record BeatDecision(
    long firstFrame,
    long frameCount,
    List<DecodedBeat> beats,
    List<TempoHypothesis> tempi,
    ResumePoint resume) {

  /** Copies the lists, so that a decision never changes. */
  public BeatDecision {
    beats = List.copyOf(beats);
    tempi = List.copyOf(tempi);
  }

  /** The first frame behind this decision. */
  public long end() {
    return firstFrame + frameCount;
  }
}
