/**
 * Note networks as the training sees them: pieces, segments and their variation, targets, loss, validation and options.
 */
@NullMarked
package org.neume.training.notes;

import org.jspecify.annotations.NullMarked;
