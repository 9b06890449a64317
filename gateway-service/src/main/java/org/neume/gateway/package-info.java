/** The front door: HTTP and WebSocket in and out. */
@NullMarked
package org.neume.gateway;

import org.jspecify.annotations.NullMarked;
