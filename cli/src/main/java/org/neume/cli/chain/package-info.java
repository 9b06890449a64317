/** Recordings into the chain and annotations out of it, with Kafka or without. */
@NullMarked
package org.neume.cli.chain;

import org.jspecify.annotations.NullMarked;
