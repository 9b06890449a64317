package org.neume.gateway.view;

/**
 * A correction that counts: the first of its number in the log. Immutable.
 *
 * @param stream the stream of its results
 * @param revision its number, from 1
 * @param base the revision that it was made from
 * @param offset where its record lies
 */
public record CorrectionView(String stream, int revision, int base, long offset) {}
