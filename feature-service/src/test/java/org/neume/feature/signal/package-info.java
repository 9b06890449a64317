@NullMarked
package org.neume.feature.signal;

import org.jspecify.annotations.NullMarked;
