/** Decoding behind Kafka: activation blocks in, beat blocks out. */
@NullMarked
package org.neume.decoder.messaging;

import org.jspecify.annotations.NullMarked;
