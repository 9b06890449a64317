/** The command neume. */
@NullMarked
package org.neume.cli;

import org.jspecify.annotations.NullMarked;
