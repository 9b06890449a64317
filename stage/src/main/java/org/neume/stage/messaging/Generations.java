package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;

/** The group generation in which a record was polled, which SmallRye notes in its headers. */
final class Generations {
  private static final String HEADER = "__smallrye_generationId";

  private Generations() {}

  /** The generation; the highest number where none is noted, so that the record is not stale. */
  static int of(IncomingKafkaRecord<?, ?> record) {
    Header header = record.getHeaders().lastHeader(HEADER);
    return header == null
        ? Integer.MAX_VALUE
        : Integer.parseInt(new String(header.value(), StandardCharsets.UTF_8));
  }
}
