/** Activations of anybody's making: text, CSV, NumPy. Plain Java. */
@NullMarked
package org.neume.cli.table;

import org.jspecify.annotations.NullMarked;
