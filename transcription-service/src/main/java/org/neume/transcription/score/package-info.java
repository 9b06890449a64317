/**
 * Notes and beats to a score, as plain mathematics: positions on the beat grid, note values, voices,
 * hands, key, spelling, meter. Nothing here knows Quarkus, Kafka or Avro.
 */
@NullMarked
package org.neume.transcription.score;

import org.jspecify.annotations.NullMarked;
