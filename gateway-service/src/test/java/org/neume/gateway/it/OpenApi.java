package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The gateway's OpenAPI document, and whether answers suit it. Its schemas are those of JSON Schema
 * 2020-12 (OpenAPI 3.1), which networknt's validator, the most used of Java, checks directly: a validator
 * of OpenAPI itself would bring a parser of its own and know 3.0 alone.
 */
final class OpenApi {
  private static final String LOCATION = "https://neume.example/openapi";

  private final JsonNode document;
  private final JsonSchemaFactory schemas;
  private final Set<String> exercised = new TreeSet<>();

  OpenApi(Client client) {
    HttpResponse<byte[]> answer = client.get("/openapi?format=json");
    document = Client.expect(200, answer);
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(LOCATION, Client.text(answer)))));
  }

  JsonNode document() {
    return document;
  }

  /** Every operation of the document, as method and path. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** Every operation that was checked. */
  Set<String> exercised() {
    return exercised;
  }

  /**
   * Checks an answer: its status and media type are those of the document, and its body suits the schema.
   *
   * @param path the operation's path as the document has it
   */
  JsonNode check(String path, HttpResponse<byte[]> answer) {
    return check(
        answer.request().method(),
        path,
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse("nothing"),
        answer.body());
  }

  /** The same of an answer in parts. */
  JsonNode check(String method, String path, int status, String contentType, byte[] body) {
    String operation = method + " " + path;
    String name = operation + " -> " + status + " " + new String(body, StandardCharsets.UTF_8);
    exercised.add(operation);
    String base = "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
    JsonNode responses = document.at(base + "/responses");
    boolean named = responses.has(Integer.toString(status));
    String pointer = base + "/responses/" + (named ? status : "default");
    JsonNode response = document.at(pointer);
    if (response.has("$ref")) {
      pointer = response.path("$ref").asText().substring(1);
      response = document.at(pointer);
    }
    assertThat(response.isMissingNode()).as("undocumented: " + name).isFalse();
    if (status < 400) {
      assertThat(named).as("undocumented: " + name).isTrue();
    }
    if (!response.has("content")) {
      assertThat(body).as(name).isEmpty();
      return MissingNode.getInstance();
    }
    String type = contentType.replaceFirst(";.*", "");
    assertThat(response.path("content").has(type)).as(type + " of " + name).isTrue();
    if (!type.endsWith("json")) {
      return MissingNode.getInstance();
    }
    JsonNode json = Client.json(body);
    JsonSchema schema =
        schemas.getSchema(
            SchemaLocation.of(LOCATION + "#" + pointer + "/content/" + escaped(type) + "/schema"));
    assertThat(schema.validate(json)).as(name).isEmpty();
    return json;
  }

  /** Checks the data of an event. */
  void checkEvent(String kind, JsonNode data) {
    String pointer = "/components/schemas/event-" + kind;
    assertThat(document.at(pointer).isMissingNode()).as("undocumented: " + kind).isFalse();
    assertThat(schemas.getSchema(SchemaLocation.of(LOCATION + "#" + pointer)).validate(data))
        .as(kind + " " + data)
        .isEmpty();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
