@NullMarked
package org.neume.training.data;

import org.jspecify.annotations.NullMarked;
