package org.neume.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The two questions that the chain asks a schema registry, in the protocol that registries share
 * ({@code POST /subjects/SUBJECT/versions}, {@code GET /schemas/ids/ID}).
 *
 * <p>Every answer is kept: ids never change their meaning. Any failure is an outage, to be tried
 * again, except that a registry which does not know an id says so for good. Safe for use by many
 * threads.
 */
final class SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int SCHEMA_NOT_FOUND = 40_403;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private SchemaRegistry(URI address) {
    this.address = address;
  }

  /** The registry that the settings name. */
  static SchemaRegistry configured(Map<String, ?> settings) {
    Object address = settings.get(AvroSerializer.REGISTRY);
    if (address == null) {
      throw new ConfigException(
          AvroSerializer.REGISTRY
              + " is not set: the confluent framing needs the address of a schema registry");
    }
    String text = address.toString();
    return new SchemaRegistry(URI.create(text.endsWith("/") ? text : text + "/"));
  }

  /** The id of a schema under a subject, registering it if it is new. */
  int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(
        subject + "|" + schema.getFullName(), key -> register(subject, schema));
  }

  /** The schema with an id. */
  Schema schema(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  private int register(String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        request("subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions")
            .header("Content-Type", MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    JsonNode id = answer(request).path("id");
    if (!id.isInt()) {
      throw new RegistryUnavailableException(
          "%s gives no id for a schema: correct %s".formatted(address, AvroSerializer.REGISTRY));
    }
    return id.asInt();
  }

  private Schema fetch(int id) {
    JsonNode schema = answer(request("schemas/ids/" + id).GET().build()).path("schema");
    if (!schema.isTextual()) {
      throw new RegistryUnavailableException(
          "%s gives no schema for an id: correct %s".formatted(address, AvroSerializer.REGISTRY));
    }
    return new Schema.Parser().parse(schema.asText());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(TIMEOUT)
        .header("Accept", MEDIA_TYPE);
  }

  private JsonNode answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (unknownId(request, response)) {
        throw new SerializationException(
            "the schema registry does not know %s: the record was written for another one"
                .formatted(request.uri()));
      }
      if (response.statusCode() != 200) {
        throw new RegistryUnavailableException(
            "the schema registry answered %d to %s: %s"
                .formatted(response.statusCode(), request.uri(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          "the schema registry at %s does not answer: %s".formatted(address, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the schema registry", e);
    }
  }

  /** Whether the registry itself says so, and not something that stands in its place. */
  private static boolean unknownId(HttpRequest request, HttpResponse<String> response)
      throws IOException {
    if (response.statusCode() != 404 || !request.method().equals("GET")) {
      return false;
    }
    try {
      return JSON.readTree(response.body()).path("error_code").asInt() == SCHEMA_NOT_FOUND;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
