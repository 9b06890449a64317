/**
 * The pure machinery of a stage: numbering, repeats, gaps, stalls, and how far inputs may be
 * acknowledged. Nothing here knows Quarkus or Kafka clients.
 */
@NullMarked
package org.neume.stage;

import org.jspecify.annotations.NullMarked;
