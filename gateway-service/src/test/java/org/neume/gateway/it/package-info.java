/** The packaged gateway on a broker, with test code in the place of the chain. */
@NullMarked
package org.neume.gateway.it;

import org.jspecify.annotations.NullMarked;
