package org.neume.gateway.view;

import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;

/**
 * How far one stream of a recording is. Immutable.
 *
 * @param place its topic
 * @param stream its name, with its revision if it has one
 * @param next the number that comes next
 * @param seconds how much of the recording it covers
 * @param count beats or notes so far, measures of a score
 * @param end whether and how it ended
 * @param cause why it was aborted, in one line; null otherwise
 * @param content whether it has said anything but its end
 */
public record StreamView(
    Place place,
    String stream,
    long next,
    double seconds,
    long count,
    End end,
    @Nullable String cause,
    boolean content) {}
