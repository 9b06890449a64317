/** What listeners of a recording are told, in order, from wherever they left off. */
@NullMarked
package org.neume.gateway.event;

import org.jspecify.annotations.NullMarked;
