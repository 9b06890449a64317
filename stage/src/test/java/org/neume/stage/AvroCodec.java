package org.neume.stage;

import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;

/** The chain's own encoding, without a broker. */
final class AvroCodec<T extends SpecificRecordBase> implements RecordCodec<T> {
  private final Class<T> type;
  private final AvroSerializer serializer = new AvroSerializer();
  private final AvroDeserializer deserializer = new AvroDeserializer();

  AvroCodec(Class<T> type) {
    this.type = type;
  }

  @Override
  public byte[] encode(T record) {
    byte[] bytes = serializer.serialize("test", record);
    if (bytes == null) {
      throw new AssertionError("no bytes");
    }
    return bytes;
  }

  @Override
  public T decode(byte[] bytes) {
    return type.cast(deserializer.deserialize("test", bytes));
  }
}
