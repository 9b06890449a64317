package org.neume.decoder.decode;

/**
 * One hypothesis of a recording's overall tempo.
 *
 * @param beatsPerMinute the tempo
 * @param weight share of the evidence in 0..1; the weights of a recording sum to 1
 */
public record TempoHypothesis(double beatsPerMinute, double weight) {}
