/** A piece of music that the project makes itself. */
@NullMarked
package org.neume.cli.demo;

import org.jspecify.annotations.NullMarked;
