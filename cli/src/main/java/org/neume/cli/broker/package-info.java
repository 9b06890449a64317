/** A Kafka broker inside this process. */
@NullMarked
package org.neume.cli.broker;

import org.jspecify.annotations.NullMarked;
