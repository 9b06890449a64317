/** Decoding in a process of its own, with limits, for files that nobody vouches for. */
@NullMarked
package org.neume.media.confined;

import org.jspecify.annotations.NullMarked;
