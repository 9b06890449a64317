package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Says in the log which records of a topic were passed over, for something else wrote them. */
final class PassedOver {
  private static final Logger LOG = Logger.getLogger(PassedOver.class);

  private PassedOver() {}

  /** It is no record of the chain. */
  static void say(ConsumerRecord<byte[], byte[]> record, Throwable why) {
    byte[] key = record.key();
    LogContext context =
        LogContext.of(
            null,
            record.partition(),
            record.offset(),
            key == null ? null : new String(key, StandardCharsets.UTF_8));
    try {
      LOG.warnf(
          "%s-%d@%d is not a record of the chain and passed over: %s",
          record.topic(), record.partition(), record.offset(), why.getMessage());
    } finally {
      context.leave();
    }
  }
}
