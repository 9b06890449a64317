/** The networks by name: the data of each, its settings, and what is trained. */
@NullMarked
package org.neume.training.recipe;

import org.jspecify.annotations.NullMarked;
