/**
 * The machinery of a stage behind Kafka: SmallRye channels, the watermark commit strategy, tail
 * reading, metrics and health. Everything that decides anything is in {@code org.neume.stage}.
 */
@NullMarked
package org.neume.stage.messaging;

import org.jspecify.annotations.NullMarked;
