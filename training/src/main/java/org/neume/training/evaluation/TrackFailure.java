package org.neume.training.evaluation;

/**
 * A track without figures.
 *
 * @param track its name
 * @param cause one line
 */
public record TrackFailure(String track, String cause) {}
