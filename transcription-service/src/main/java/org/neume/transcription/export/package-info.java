/**
 * Scores, notes and beats as files that musicians open: MIDI, MusicXML, CSV. Shared by services and
 * the command line; nothing here knows Quarkus, Kafka or Avro.
 */
@NullMarked
package org.neume.transcription.export;

import org.jspecify.annotations.NullMarked;
