/** Tests of the stages of notes and scores. */
@NullMarked
package org.neume.transcription.messaging;

import org.jspecify.annotations.NullMarked;
