/** The contract of the chain: records, topics, serialization, payload layouts. */
@NullMarked
package org.neume.schemas;

import org.jspecify.annotations.NullMarked;
