@NullMarked
package org.neume.training.recipe;

import org.jspecify.annotations.NullMarked;
