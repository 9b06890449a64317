/** Annotations as files: .beats, JAMS, JSON, notes, Sonic Visualiser, Audacity, clicks. Plain Java. */
@NullMarked
package org.neume.annotation.format;

import org.jspecify.annotations.NullMarked;
