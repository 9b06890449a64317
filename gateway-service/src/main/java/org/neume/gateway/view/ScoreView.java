package org.neume.gateway.view;

/**
 * A revision of a score whose parts are all there. Immutable.
 *
 * @param stream the score's stream
 * @param scoreRevision its number in the stream
 * @param isFinal whether it covers the whole recording
 * @param measures measures
 * @param seconds how much of the recording it covers
 * @param firstOffset where its first part lies
 * @param lastOffset where its last part lies
 */
public record ScoreView(
    String stream,
    int scoreRevision,
    boolean isFinal,
    int measures,
    double seconds,
    long firstOffset,
    long lastOffset) {}
