package org.neume.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.event.ConstraintBody;

/**
 * Asks for a revision.
 *
 * @param base the revision that it is made from
 * @param latest the newest revision that the caller knows: where there is a newer one, this is refused, so that
 *     nobody's corrections are undone unseen; absent for no such care
 * @param constraints all corrections that are to be in force, those of the base that stay included
 */
public record CorrectionRequest(
    @Nullable Integer base, @Nullable Integer latest, @Nullable List<ConstraintBody> constraints) {}
