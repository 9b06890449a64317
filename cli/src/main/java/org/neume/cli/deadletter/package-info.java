/** Dead letters: what there are, what is in them, and their recordings published again. */
@NullMarked
package org.neume.cli.deadletter;

import org.jspecify.annotations.NullMarked;
