@NullMarked
package org.neume.training.render;

import org.jspecify.annotations.NullMarked;
