package org.neume.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes any record of the chain as Avro.
 *
 * <p>Settings: {@value #FRAMING} is {@code single-object} (default) or {@code confluent};
 * {@value #REGISTRY} is the registry's address, needed by {@code confluent} alone. Throws {@link
 * RegistryUnavailableException} while the registry cannot be asked. Safe for use by many threads
 * once configured.
 */
public final class AvroSerializer implements Serializer<SpecificRecordBase> {
  /** Setting: how records are framed. */
  public static final String FRAMING = "neume.schemas.framing";

  /** Setting: the address of a schema registry, for example {@code http://registry:8081}. */
  public static final String REGISTRY = "neume.schemas.registry";

  private Framing framing = Framing.SINGLE_OBJECT;
  private @Nullable SchemaRegistry registry;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    Object name = settings.get(FRAMING);
    framing = name == null ? Framing.SINGLE_OBJECT : Framing.named(name.toString());
    registry = framing == Framing.CONFLUENT ? SchemaRegistry.configured(settings) : null;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable SpecificRecordBase record) {
    if (record == null) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    out.writeBytes(header(topic, record.getSchema()));
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<SpecificRecordBase>(record.getSchema(), record.getSpecificData())
          .write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new SerializationException("a record for " + topic + " cannot be written as Avro", e);
    }
    return out.toByteArray();
  }

  /**
   * Asks the registry, where there is one, all that writing records of this schema will need, so that
   * an outage later is not felt.
   *
   * @throws RegistryUnavailableException if it cannot be asked now
   */
  public void prepare(String topic, Schema schema) {
    header(topic, schema);
  }

  private byte[] header(String topic, Schema schema) {
    if (registry == null) {
      return ByteBuffer.allocate(10)
          .order(ByteOrder.LITTLE_ENDIAN)
          .put(Framing.SINGLE_OBJECT_MARKER)
          .put(Framing.SINGLE_OBJECT_VERSION)
          .putLong(SchemaNormalization.parsingFingerprint64(schema))
          .array();
    }
    return ByteBuffer.allocate(5)
        .put(Framing.CONFLUENT_MARKER)
        .putInt(registry.idOf(topic + "-value", schema))
        .array();
  }
}
