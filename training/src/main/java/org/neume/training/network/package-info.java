@NullMarked
package org.neume.training.network;

import org.jspecify.annotations.NullMarked;
