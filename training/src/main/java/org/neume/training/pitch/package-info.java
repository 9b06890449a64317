/** The networks of single notes: their data, their training and their validation. */
@NullMarked
package org.neume.training.pitch;

import org.jspecify.annotations.NullMarked;
