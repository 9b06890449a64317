/** Runs networks in TensorFlow through DJL. */
@NullMarked
package org.neume.inference.engine;

import org.jspecify.annotations.NullMarked;
