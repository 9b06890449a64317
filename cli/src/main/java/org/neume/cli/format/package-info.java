/** Annotations as files: .beats, JAMS, Sonic Visualiser, Audacity, clicks. Plain Java. */
@NullMarked
package org.neume.cli.format;

import org.jspecify.annotations.NullMarked;
