/** Who may do what, and how much of it. */
@NullMarked
package org.neume.gateway.access;

import org.jspecify.annotations.NullMarked;
