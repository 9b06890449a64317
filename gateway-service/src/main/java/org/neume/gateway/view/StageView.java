package org.neume.gateway.view;

import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.StatusEvent;

/**
 * What a stage said last of a recording. Immutable.
 *
 * @param stage the stage's name
 * @param event what happened
 * @param inputRecords records applied
 * @param outputRecords records made
 * @param seconds how much of the recording they cover
 * @param cause why it failed, in one line; null otherwise
 */
public record StageView(
    String stage,
    StatusEvent event,
    long inputRecords,
    long outputRecords,
    double seconds,
    @Nullable String cause) {}
