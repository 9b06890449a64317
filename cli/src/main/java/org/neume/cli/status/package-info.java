/** How a running chain is: its topics, stages, recordings and dead letters. */
@NullMarked
package org.neume.cli.status;

import org.jspecify.annotations.NullMarked;
