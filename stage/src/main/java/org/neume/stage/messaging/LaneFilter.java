package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.neume.schemas.Lane;

/**
 * Which records of a topic are this replica's lane's: where lanes share the topic, each takes what it wrote
 * itself and passes over the rest, so that neither waits for the other. Of any other topic all is taken.
 *
 * @param own the lane of this replica
 * @param shared whether the topic is one that lanes share
 */
record LaneFilter(Lane own, boolean shared) {
  /** A filter for a topic of the table, or one that an operator named, which is nobody else's. */
  static LaneFilter of(Lane own, String topic) {
    return new LaneFilter(own, Lane.isShared(topic));
  }

  /** Whether a record with these headers is another lane's. Who names no lane that there is is live. */
  boolean passesOver(Headers headers) {
    return shared && lane(headers) != own;
  }

  private static Lane lane(Headers headers) {
    Header named = headers.lastHeader(Lane.HEADER);
    return Optional.ofNullable(named == null ? null : named.value())
        .flatMap(value -> Lane.find(new String(value, StandardCharsets.UTF_8)))
        .orElse(Lane.LIVE);
  }
}
