package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * The outgoing channels of a stage. Their emitters must buffer without a bound: the bound is the
 * stage's own budget, which stops the input.
 *
 * @param records the stage's output topic
 * @param statuses the status topic
 * @param deadLetters the dead-letter topic
 */
public record StageOutputs(
    MutinyEmitter<byte[]> records,
    MutinyEmitter<byte[]> statuses,
    MutinyEmitter<byte[]> deadLetters) {}
