/** The tempo network: its data, its training and its validation by the decoder of the services. */
@NullMarked
package org.neume.training.tempo;

import org.jspecify.annotations.NullMarked;
