/** Results as documents in every format. */
@NullMarked
package org.neume.gateway.result;

import org.jspecify.annotations.NullMarked;
