/** Tests of the feature stage behind its channels. */
@NullMarked
package org.neume.feature.messaging;

import org.jspecify.annotations.NullMarked;
