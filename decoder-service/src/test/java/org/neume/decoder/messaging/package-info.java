/** Tests of the decoder stage behind its channels. */
@NullMarked
package org.neume.decoder.messaging;

import org.jspecify.annotations.NullMarked;
