/** Audio files and streams to interleaved PCM, piece by piece. */
@NullMarked
package org.neume.media;

import org.jspecify.annotations.NullMarked;
