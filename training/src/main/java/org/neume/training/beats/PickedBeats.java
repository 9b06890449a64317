package org.neume.training.beats;

/**
 * Beats found in a piece.
 *
 * @param beats times in seconds, rising
 * @param downbeats times in seconds, rising; empty where the network says nothing of downbeats
 */
@SuppressWarnings("ArrayRecordComponent") // read once by the score, never compared
public record PickedBeats(double[] beats, double[] downbeats) {}
