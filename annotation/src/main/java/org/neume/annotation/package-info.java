/** What was found in one recording. */
@NullMarked
package org.neume.annotation;

import org.jspecify.annotations.NullMarked;
