/** A piece of music that the project makes itself. Plain Java. */
@NullMarked
package org.neume.cli.demo;

import org.jspecify.annotations.NullMarked;
