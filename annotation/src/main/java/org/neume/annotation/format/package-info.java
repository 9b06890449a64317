/** Annotations as files: .beats, JAMS, notes, Sonic Visualiser, Audacity, clicks. Plain Java. */
@NullMarked
package org.neume.annotation.format;

import org.jspecify.annotations.NullMarked;
