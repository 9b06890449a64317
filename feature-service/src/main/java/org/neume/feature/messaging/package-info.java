/** Features behind Kafka: audio chunks in, feature blocks out. */
@NullMarked
package org.neume.feature.messaging;

import org.jspecify.annotations.NullMarked;
