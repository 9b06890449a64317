package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
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
    String operation = answer.request().method() + " " + path;
    String name = operation + " -> " + answer.statusCode() + " " + Client.text(answer);
    exercised.add(operation);
    String base =
        "/paths/" + escaped(path) + "/" + answer.request().method().toLowerCase(Locale.ROOT);
    JsonNode responses = document.at(base + "/responses");
    String status = Integer.toString(answer.statusCode());
    String pointer = base + "/responses/" + (responses.has(status) ? status : "default");
    JsonNode response = document.at(pointer);
    if (response.has("$ref")) {
      pointer = response.path("$ref").asText().substring(1);
      response = document.at(pointer);
    }
    assertThat(response.isMissingNode()).as("undocumented: " + name).isFalse();
    if (answer.statusCode() < 400) {
      assertThat(responses.has(status)).as("undocumented: " + name).isTrue();
    }
    if (!response.has("content")) {
      assertThat(answer.body()).as(name).isEmpty();
      return MissingNode.getInstance();
    }
    String type =
        answer.headers().firstValue("Content-Type").orElse("nothing").replaceFirst(";.*", "");
    assertThat(response.path("content").has(type)).as(type + " of " + name).isTrue();
    if (!type.endsWith("json")) {
      return MissingNode.getInstance();
    }
    JsonNode body = Client.json(answer);
    JsonSchema schema =
        schemas.getSchema(
            SchemaLocation.of(LOCATION + "#" + pointer + "/content/" + escaped(type) + "/schema"));
    assertThat(schema.validate(body)).as(name).isEmpty();
    return body;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
