/**
 * Note activations to notes, as plain mathematics, decoded while the frames arrive. Nothing here
 * knows Quarkus, Kafka or Avro.
 */
@NullMarked
package org.neume.transcription.notes;

import org.jspecify.annotations.NullMarked;
