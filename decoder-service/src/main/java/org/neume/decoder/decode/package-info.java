/**
 * Beat activations to beats, downbeats and tempo, as plain mathematics: a dynamic Bayesian network
 * over beat period, position in the beat, beat in the bar and bar length, decoded while the frames
 * arrive, and minimal peak picking. Nothing here knows Quarkus, Kafka or Avro.
 */
@NullMarked
package org.neume.decoder.decode;

import org.jspecify.annotations.NullMarked;
