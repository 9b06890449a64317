package org.neume.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads any record of the chain, in either framing and of any released schema version.
 *
 * <p>The writer's schema comes from the record's framing, the record class from that schema's name.
 * Settings are those of {@link AvroSerializer}; a registry is asked only for records that were
 * framed for one. Safe for use by many threads once configured.
 *
 * <p>Throws {@link SerializationException} with the cause in one line for bytes that are no record
 * of the chain, whatever lengths they claim, and {@link RegistryUnavailableException} while the
 * registry cannot be asked.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecordBase> {
  private final SchemaCatalog catalog = SchemaCatalog.bundled();
  // Avro would look classes up in its own class loader, which in Quarkus is not the records' one.
  private final SpecificData data = new SpecificData(AvroDeserializer.class.getClassLoader());
  private final Map<Schema, SpecificDatumReader<SpecificRecordBase>> readers =
      new ConcurrentHashMap<>();
  private @Nullable SchemaRegistry registry;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    registry =
        settings.get(AvroSerializer.REGISTRY) == null ? null : SchemaRegistry.configured(settings);
  }

  @Override
  public @Nullable SpecificRecordBase deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      Schema writer = writerSchema(topic, in);
      Extents.check(writer, in);
      return readers
          .computeIfAbsent(writer, this::reader)
          .read(
              null, DecoderFactory.get().binaryDecoder(bytes, in.position(), in.remaining(), null));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new SerializationException(
          "a record in %s is no readable Avro record of the chain: %s"
              .formatted(topic, e.getMessage()),
          e);
    }
  }

  private Schema writerSchema(String topic, ByteBuffer in) throws MissingSchemaException {
    if (in.remaining() >= 10
        && in.get(0) == Framing.SINGLE_OBJECT_MARKER
        && in.get(1) == Framing.SINGLE_OBJECT_VERSION) {
      in.position(2);
      return catalog.findByFingerprint(in.order(ByteOrder.LITTLE_ENDIAN).getLong());
    }
    if (in.remaining() >= 5 && in.get(0) == Framing.CONFLUENT_MARKER) {
      if (registry == null) {
        throw new SerializationException(
            "a record in %s is framed for a schema registry: set %s to its address"
                .formatted(topic, AvroSerializer.REGISTRY));
      }
      in.position(1);
      return registry.schema(in.getInt());
    }
    throw new SerializationException(
        "a record in %s is not in Avro's single-object encoding: something else writes to this topic"
            .formatted(topic));
  }

  private SpecificDatumReader<SpecificRecordBase> reader(Schema writer) {
    Class<?> recordClass = data.getClass(writer);
    if (recordClass == null || !SpecificRecordBase.class.isAssignableFrom(recordClass)) {
      throw new AvroRuntimeException("no record class is named " + writer.getFullName());
    }
    return new SpecificDatumReader<>(writer, data.getSchema(recordClass), data);
  }
}
