@NullMarked
package org.neume.training.train;

import org.jspecify.annotations.NullMarked;
