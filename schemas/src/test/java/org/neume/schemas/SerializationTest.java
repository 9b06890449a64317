package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The serializer")
class SerializationTest {
  private static final String TOPIC = "neume.test";

  @Test
  @DisplayName("reads back what it wrote, for every record type, with no registry")
  void roundTrip() {
    try (AvroSerializer serializer = new AvroSerializer();
        AvroDeserializer deserializer = new AvroDeserializer()) {
      Examples.all()
          .values()
          .forEach(
              record ->
                  assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, record)))
                      .isEqualTo(record));
    }
  }

  @Test
  @DisplayName("still reads the golden bytes of every released version, and writes the newest")
  void golden() throws IOException {
    try (AvroSerializer serializer = new AvroSerializer();
        AvroDeserializer deserializer = new AvroDeserializer()) {
      SchemaCatalog catalog = SchemaCatalog.bundled();
      for (Map.Entry<String, SpecificRecordBase> example : Examples.all().entrySet()) {
        int newest = catalog.versions("org.neume.schemas.record." + example.getKey()).size();
        for (int version = 1; version <= newest; version++) {
          byte[] golden = golden(example.getKey(), version);
          assertThat(deserializer.deserialize(TOPIC, golden)).isEqualTo(example.getValue());
        }
        assertThat(serializer.serialize(TOPIC, example.getValue()))
            .isEqualTo(golden(example.getKey(), newest));
      }
    }
  }

  @Test
  @DisplayName("frames a record by hand-checked bytes: C3 01, then the schema's fingerprint")
  void framing() throws IOException {
    byte[] golden = golden("RecordingStatus", 1);
    assertThat(golden[0]).isEqualTo((byte) 0xC3);
    assertThat(golden[1]).isEqualTo((byte) 0x01);
    // Avro's binary form by hand: string lengths and longs are zig-zag varints, the enum its index.
    byte[] body =
        HexFormat.of()
            .parseHex(
                "0c"
                    + "736f6e672d31" // song-1
                    + "10"
                    + "6665617475726573" // features
                    + "02" // sequence 1
                    + "02" // COMPLETED
                    + "00" // cause: null
                    + "08" // inputRecords 4
                    + "04" // outputRecords 2
                    + "000000000000f83f"); // seconds 1.5
    assertThat(java.util.Arrays.copyOfRange(golden, 10, golden.length)).isEqualTo(body);
  }

  @Test
  @DisplayName("frames for a registry behind one setting, and asks it only once per schema")
  void confluent() throws IOException {
    List<String> requests = new ArrayList<>();
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ObjectMapper json = new ObjectMapper();
    List<String> schemas = new ArrayList<>();
    registry.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          String answer;
          if (exchange.getRequestMethod().equals("POST")) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            schemas.add(body.path("schema").asText());
            answer = "{\"id\":%d}".formatted(schemas.size());
          } else {
            String path = exchange.getRequestURI().getPath();
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            answer = json.createObjectNode().put("schema", schemas.get(id - 1)).toString();
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    registry.start();
    try (AvroSerializer serializer = new AvroSerializer();
        AvroDeserializer deserializer = new AvroDeserializer()) {
      Map<String, String> settings =
          Map.of(
              AvroSerializer.FRAMING,
              "confluent",
              AvroSerializer.REGISTRY,
              "http://localhost:" + registry.getAddress().getPort());
      serializer.configure(settings, false);
      deserializer.configure(settings, false);
      SpecificRecordBase record = Objects.requireNonNull(Examples.all().get("BeatBlock"));
      byte[] bytes = serializer.serialize(TOPIC, record);
      assertThat(java.util.Arrays.copyOf(Objects.requireNonNull(bytes), 5))
          .containsExactly(0, 0, 0, 0, 1);
      assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(record);
      serializer.serialize(TOPIC, record);
      deserializer.deserialize(TOPIC, bytes);
      assertThat(requests)
          .containsExactly("POST /subjects/neume.test-value/versions", "GET /schemas/ids/1");
    } finally {
      registry.stop(0);
    }
  }

  @Test
  @DisplayName("refuses foreign, truncated and unknown bytes with a reason")
  void refusals() throws IOException {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      assertThatThrownBy(
              () -> deserializer.deserialize(TOPIC, "hello".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("something else writes to this topic");
      byte[] golden = golden("AudioChunk", 1);
      assertThatThrownBy(
              () ->
                  deserializer.deserialize(
                      TOPIC, java.util.Arrays.copyOf(golden, golden.length - 4)))
          .isInstanceOf(SerializationException.class);
      byte[] unknown = golden.clone();
      unknown[5] ^= 0x55;
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, unknown))
          .hasMessageContaining("fingerprint");
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 1, 2}))
          .hasMessageContaining(AvroSerializer.REGISTRY);
    }
  }

  @Test
  @DisplayName(
      "tells a registry that is out of order, to be asked again, from one that knows no such id")
  void outage() throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> settings =
        Map.of(
            AvroSerializer.FRAMING,
            "confluent",
            AvroSerializer.REGISTRY,
            "http://localhost:" + registry.getAddress().getPort());
    List<String> answers =
        new ArrayList<>(
            List.of("503 down", "404 <html>not here</html>", "200 {}", "200 welcome", "404 {}"));
    registry.createContext(
        "/",
        exchange -> {
          String answer = answers.get(0);
          byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    try (AvroSerializer serializer = new AvroSerializer();
        AvroDeserializer deserializer = new AvroDeserializer()) {
      serializer.configure(settings, false);
      deserializer.configure(settings, false);
      SpecificRecordBase record = Objects.requireNonNull(Examples.all().get("BeatBlock"));
      byte[] framed = {0, 0, 0, 0, 1, 2};
      while (!answers.isEmpty()) {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, framed))
            .as(answers.get(0))
            .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> serializer.prepare(TOPIC, record.getSchema()))
            .as(answers.get(0))
            .isInstanceOf(RegistryUnavailableException.class);
        answers.remove(0);
      }
      answers.add("404 {\"error_code\":40403,\"message\":\"Schema not found\"}");
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, framed))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("does not know");
      registry.stop(0);
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, framed))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("does not answer");
    } finally {
      registry.stop(0);
    }
  }

  @Test
  @DisplayName("names the setting that is wrong or missing")
  void settings() {
    try (AvroSerializer serializer = new AvroSerializer()) {
      assertThatThrownBy(
              () -> serializer.configure(Map.of(AvroSerializer.FRAMING, "protobuf"), false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("single-object");
      assertThatThrownBy(
              () -> serializer.configure(Map.of(AvroSerializer.FRAMING, "confluent"), false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("needs the address");
    }
  }

  static byte[] golden(String record, int version) throws IOException {
    String path = "/golden/%s-%d.hex".formatted(record, version);
    try (var in = SerializationTest.class.getResourceAsStream(path)) {
      assertThat(in).as("golden bytes " + path).isNotNull();
      return HexFormat.of()
          .parseHex(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                  .strip());
    }
  }
}
