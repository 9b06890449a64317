/** What comes in: files, samples as they arrive, and their way to the audio topic. */
@NullMarked
package org.neume.gateway.intake;

import org.jspecify.annotations.NullMarked;
