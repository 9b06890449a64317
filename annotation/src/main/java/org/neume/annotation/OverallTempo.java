package org.neume.annotation;

/**
 * One hypothesis of a recording's tempo.
 *
 * @param beatsPerMinute tempo in beats per minute
 * @param weight share of the evidence, 0 to 1
 */
public record OverallTempo(double beatsPerMinute, double weight) {}
