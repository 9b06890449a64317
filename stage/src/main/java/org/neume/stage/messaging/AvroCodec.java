package org.neume.stage.messaging;

import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordCodec;

/** The chain's Kafka serialization as the pure machinery sees it. Confined to its partition. */
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
    SpecificRecordBase record = deserializer.deserialize(topic, bytes);
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
