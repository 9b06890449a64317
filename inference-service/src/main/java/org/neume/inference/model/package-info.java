/**
 * Model folders, the windows that a network sees, and the batches that they travel in. Plain Java:
 * knows neither an engine nor Kafka.
 */
@NullMarked
package org.neume.inference.model;

import org.jspecify.annotations.NullMarked;
