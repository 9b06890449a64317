/**
 * Beat networks as the training sees them: pieces, segments and their variation, targets, loss, validation and options.
 */
@NullMarked
package org.neume.training.beats;

import org.jspecify.annotations.NullMarked;
