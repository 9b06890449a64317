package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A record that claims more than it has")
class ExtentsTest {
  private static final String TOPIC = "neume.test";

  /** Writes what follows the header of a golden record. */
  private interface Body {
    void write(BinaryEncoder out) throws IOException;
  }

  private static byte[] encoded(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    body.write(encoder);
    encoder.flush();
    out.writeBytes(new byte[20]);
    return out.toByteArray();
  }

  private static byte[] record(String name, Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SerializationTest.golden(name, 1), 0, 10);
    out.writeBytes(encoded(body));
    return out.toByteArray();
  }

  @Test
  @DisplayName("is refused before anything is allocated, whatever claims it")
  void claims() throws IOException {
    List<byte[]> claims =
        List.of(
            record("AudioChunk", out -> out.writeLong(2_147_483_000L)),
            record("AudioChunk", out -> out.writeLong(Long.MAX_VALUE)),
            record("AudioChunk", out -> out.writeLong(-7)),
            // recordingId, stream, sequence, firstFrame, frameCount, sampleRate, channels, format
            record(
                "AudioChunk",
                out -> {
                  audioUpToPayload(out);
                  out.writeLong(2_147_483_000L);
                }),
            record(
                "AudioChunk",
                out -> {
                  audioUpToPayload(out);
                  out.writeLong(0);
                  out.writeLong(2_147_483_000L); // analyses
                }),
            record(
                "AudioChunk",
                out -> {
                  audioUpToPayload(out);
                  out.writeLong(0);
                  out.writeLong(Long.MIN_VALUE);
                  out.writeLong(0);
                }));
    long before = allocated();
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      for (byte[] claim : claims) {
        assertThat(claim.length).isLessThan(80);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, claim))
            .isInstanceOf(SerializationException.class)
            .hasMessageContaining("no readable Avro record");
      }
    }
    assertThat(allocated() - before).as("bytes").isLessThan(64L << 20);
  }

  private static void audioUpToPayload(BinaryEncoder out) throws IOException {
    out.writeString("r");
    out.writeString("audio");
    for (int i = 0; i < 5; i++) {
      out.writeLong(1);
    }
    out.writeEnum(0);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  @DisplayName("is refused where its items have no bytes at all, or it never ends")
  void foreign() throws IOException {
    Schema nothings = SchemaBuilder.array().items().nullType();
    byte[] billions = encoded(out -> out.writeLong(1L << 40));
    assertThatThrownBy(() -> Extents.check(nothings, ByteBuffer.wrap(billions)))
        .isInstanceOf(AvroRuntimeException.class);
    Schema nested =
        SchemaBuilder.record("Nest")
            .fields()
            .name("next")
            .type()
            .unionOf()
            .nullType()
            .and()
            .type("Nest")
            .endUnion()
            .noDefault()
            .endRecord();
    byte[] deep = new byte[100_000];
    java.util.Arrays.fill(deep, (byte) 2);
    assertThatThrownBy(() -> Extents.check(nested, ByteBuffer.wrap(deep)))
        .isInstanceOf(AvroRuntimeException.class)
        .hasMessageContaining("nested");
    byte[] endless = new byte[20];
    java.util.Arrays.fill(endless, (byte) 0x80);
    assertThatThrownBy(
            () -> Extents.check(SchemaBuilder.builder().longType(), ByteBuffer.wrap(endless)))
        .isInstanceOf(AvroRuntimeException.class);
  }

  @Test
  @DisplayName("is told from one that has it all, of every Avro type and in blocks of either kind")
  void honest() throws IOException {
    Schema all =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"All","fields":[
                  {"name":"a","type":{"type":"map","values":"double"}},
                  {"name":"b","type":{"type":"fixed","name":"F","size":3}},
                  {"name":"c","type":["null","boolean"]},
                  {"name":"d","type":{"type":"array","items":"float"}},
                  {"name":"e","type":"int"}]}
                """);
    var datum = new org.apache.avro.generic.GenericData.Record(all);
    datum.put("a", Map.of("x", 1.5, "y", 2.5));
    datum.put(
        "b",
        new org.apache.avro.generic.GenericData.Fixed(
            all.getField("b").schema(), new byte[] {1, 2, 3}));
    datum.put("c", true);
    datum.put("d", List.of(1f, 2f, 3f));
    datum.put("e", -1);
    var writer = new org.apache.avro.generic.GenericDatumWriter<>(all);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(plain, null);
    writer.write(datum, encoder);
    encoder.flush();
    ByteArrayOutputStream sized = new ByteArrayOutputStream();
    BinaryEncoder blocking = EncoderFactory.get().blockingBinaryEncoder(sized, null);
    writer.write(datum, blocking);
    blocking.flush();
    Extents.check(all, ByteBuffer.wrap(plain.toByteArray()));
    Extents.check(all, ByteBuffer.wrap(sized.toByteArray()));
    byte[] short1 = java.util.Arrays.copyOf(plain.toByteArray(), plain.size() - 1);
    assertThatThrownBy(() -> Extents.check(all, ByteBuffer.wrap(short1)))
        .hasMessageContaining("ends in the middle");
  }
}
