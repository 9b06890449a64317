package org.neume.stage.messaging;

import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.RetriableException;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordCodec;
import org.neume.stage.RetryLaterException;

/**
 * The chain's Kafka serialization as the pure machinery sees it. Safe for use by many threads, which
 * share what a schema registry has said.
 */
final class AvroCodec<T extends SpecificRecordBase> implements RecordCodec<T> {
  private final String topic;
  private final Class<T> type;
  private final AvroSerializer serializer = new AvroSerializer();
  private final AvroDeserializer deserializer = new AvroDeserializer();

  /**
   * A codec for the records of a topic.
   *
   * @param settings {@link AvroSerializer}'s settings
   */
  AvroCodec(String topic, Class<T> type, Map<String, String> settings) {
    this.topic = topic;
    this.type = type;
    serializer.configure(settings, false);
    deserializer.configure(settings, false);
  }

  /** Asks now what {@link #encode} would ask a schema registry, so that it never fails for one. */
  void prepare() {
    serializer.prepare(topic, SpecificData.get().getSchema(type));
  }

  @Override
  public byte[] encode(T record) {
    byte[] bytes = serializer.serialize(topic, record);
    if (bytes == null) {
      throw new IllegalStateException("no bytes for a record of " + topic);
    }
    return bytes;
  }

  @Override
  public T decode(byte[] bytes) {
    SpecificRecordBase record;
    try {
      record = deserializer.deserialize(topic, bytes);
    } catch (RetriableException e) {
      throw new RetryLaterException(String.valueOf(e.getMessage()), e);
    }
    if (!type.isInstance(record)) {
      throw new InvalidInputException(
          "%s holds %s where only %s belongs: stop whoever writes it"
              .formatted(
                  topic,
                  record == null ? "nothing" : record.getClass().getSimpleName(),
                  type.getSimpleName()));
    }
    return type.cast(record);
  }
}
