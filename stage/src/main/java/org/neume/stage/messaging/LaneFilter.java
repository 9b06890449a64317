package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.neume.schemas.Lane;

/**
 * Which records of an input topic are this replica's lane's: where lanes share the topic, each takes what
 * it wrote itself and passes over the rest, so that neither waits for the other.
 *
 * @param own the lane of this replica
 * @param ofTopic the lane of records that do not name theirs
 */
record LaneFilter(Lane own, Lane ofTopic) {
  /** Whether a record with these headers is another lane's; who names a lane that nobody knows is nobody's. */
  boolean passesOver(Headers headers) {
    Header named = headers.lastHeader(Lane.HEADER);
    if (named == null || named.value() == null) {
      return own != ofTopic;
    }
    return !Lane.find(new String(named.value(), StandardCharsets.UTF_8)).equals(Optional.of(own));
  }
}
