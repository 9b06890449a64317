/** HTTP and WebSocket: the interface itself. */
@NullMarked
package org.neume.gateway.web;

import org.jspecify.annotations.NullMarked;
