/** The stages of notes and scores behind their channels: configuration, records, the join. */
@NullMarked
package org.neume.transcription.messaging;

import org.jspecify.annotations.NullMarked;
