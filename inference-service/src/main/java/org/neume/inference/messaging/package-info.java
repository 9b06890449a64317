/** The inference stage behind Kafka. */
@NullMarked
package org.neume.inference.messaging;

import org.jspecify.annotations.NullMarked;
