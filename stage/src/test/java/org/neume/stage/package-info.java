/** Tests of the pure machinery against simulated logs. */
@NullMarked
package org.neume.stage;

import org.jspecify.annotations.NullMarked;
