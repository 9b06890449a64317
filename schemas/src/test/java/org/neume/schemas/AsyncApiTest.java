package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The AsyncAPI document")
class AsyncApiTest {
  private final JsonNode document;

  AsyncApiTest() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/asyncapi.yaml")) {
      document = new YAMLMapper().readTree(in);
    }
  }

  @Test
  @DisplayName("is AsyncAPI 3 and names exactly the topics of the code, in the order of the chain")
  void topics() {
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    List<String> names = new ArrayList<>();
    document.path("channels").fieldNames().forEachRemaining(names::add);
    assertThat(names).isEqualTo(Topics.ALL.stream().map(Topic::shortName).toList());
  }

  @Test
  @DisplayName("gives every topic its name, partitions, settings and schema")
  void settings() {
    for (Topic topic : Topics.ALL) {
      JsonNode channel = document.path("channels").path(topic.shortName());
      assertThat(channel.path("address").asText()).isEqualTo(topic.name());
      assertThat(channel.path("description").asText()).isEqualTo(topic.purpose());
      JsonNode kafka = channel.path("bindings").path("kafka");
      assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
      Map<String, String> settings = new TreeMap<>();
      kafka
          .path("topicConfiguration")
          .properties()
          .forEach(
              e ->
                  settings.put(
                      e.getKey(),
                      e.getValue().isArray()
                          ? e.getValue().get(0).asText()
                          : e.getValue().asText()));
      assertThat(settings).isEqualTo(topic.settings());
      String message =
          topic.type() == null ? "deadLetter" : topic.type().recordClass().getSimpleName();
      assertThat(channel.path("messages").has(message)).as(topic.shortName()).isTrue();
    }
  }

  @Test
  @DisplayName(
      "lets the broker stamp what publishers write, and keeps the stages' own time elsewhere")
  void time() {
    for (Topic topic : Topics.ALL) {
      assertThat(topic.settings())
          .containsEntry(
              "message.timestamp.type",
              Set.of(Topics.AUDIO, Topics.AUDIO_BULK, Topics.CORRECTIONS).contains(topic)
                  ? "LogAppendTime"
                  : "CreateTime");
    }
  }

  @Test
  @DisplayName("keeps the last word on every recording for ever, and everything else for a while")
  void retention() {
    for (Topic topic : Topics.ALL) {
      boolean compacted = topic.equals(Topics.RECORDINGS);
      assertThat(topic.settings())
          .containsEntry("cleanup.policy", compacted ? "compact" : "delete");
      assertThat(topic.settings().containsKey("retention.ms")).isEqualTo(!compacted);
    }
  }

  @Test
  @DisplayName("points to schemas that exist and are the newest")
  void schemas() {
    SchemaCatalog catalog = SchemaCatalog.bundled();
    for (Topic topic : Topics.ALL) {
      if (topic.type() != null) {
        String name = topic.type().recordClass().getSimpleName();
        String reference =
            document
                .path("components")
                .path("messages")
                .path(name)
                .path("payload")
                .path("schema")
                .path("$ref")
                .asText();
        assertThat(reference)
            .isEqualTo(
                "history/%s/%d.avsc"
                    .formatted(
                        name, catalog.versions(topic.type().recordClass().getName()).size()));
        assertThat(getClass().getResource("/" + reference)).isNotNull();
      }
    }
  }

  @Test
  @DisplayName("has only operations on channels that it declares")
  void operations() {
    assertThat(document.path("operations")).isNotEmpty();
    document
        .path("operations")
        .forEach(
            operation -> {
              String reference = operation.path("channel").path("$ref").asText();
              assertThat(document.at(reference.substring(1)).isMissingNode())
                  .as(reference)
                  .isFalse();
            });
  }
}
