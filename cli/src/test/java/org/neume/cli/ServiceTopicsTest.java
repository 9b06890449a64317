package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.transcription.messaging.RescoreConfig;
import org.neume.transcription.messaging.ScoreConfig;

@DisplayName("The topics that the services are configured with")
class ServiceTopicsTest {
  /** Each service's channels begin with its name; its stage has the name on the right. */
  private static final Map<String, String> STAGES =
      Map.of(
          "feature", "features",
          "inference", "inference",
          "decoder", "beats",
          "notes", "notes",
          "scores", "scores",
          "rescores", "rescores",
          "revisions", "revisions");

  /** What each stage takes its recordings from. */
  private static final Map<String, Topic> INPUTS =
      Map.of(
          "features", Topics.AUDIO,
          "inference", Topics.FEATURES,
          "beats", Topics.ACTIVATIONS,
          "notes", Topics.ACTIVATIONS,
          "scores", Topics.NOTES,
          "rescores", Topics.CORRECTIONS,
          "revisions", Topics.CORRECTIONS);

  /** What is read beside them, without a group. */
  private static final Map<String, List<Topic>> INPUTS_BESIDE =
      Map.of(
          "revisions", List.of(Topics.ACTIVATIONS),
          "scores", List.of(Topics.BEATS),
          "rescores", List.of(Topics.NOTES, Topics.BEATS));

  /** Topics that a stage writes beside their owner: streams of corrections. */
  private static final Map<String, Topic> WRITTEN_BESIDE =
      Map.of("rescores", Topics.SCORES, "revisions", Topics.BEATS);

  /** Whose certificate each service's channels go by. */
  private static final Map<String, String> PRINCIPALS =
      Map.of(
          "feature", "feature-service",
          "inference", "inference-service",
          "decoder", "decoder-service",
          "revisions", "decoder-service",
          "notes", "transcription-service",
          "scores", "transcription-service",
          "rescores", "transcription-service");

  /** What every lane has for itself. */
  private static final Set<String> IN_LANES =
      Set.of("neume.audio", "neume.features", "neume.activations");

  /** Groups of the stages that every lane has: all but those that follow corrections. */
  private static final Set<String> BULK_GROUPS =
      Set.of("neume-features", "neume-inference", "neume-beats", "neume-notes", "neume-scores");

  private static final String GROUP = ".group.id";
  private static final String DEFAULTS = "META-INF/microprofile-config.properties";
  private static final String SUFFIX = ".topic";

  /** Topic by channel, of all services: {@code feature-in -> neume.audio}. */
  private final Map<String, String> configured = new TreeMap<>();

  /** Consumer groups by channel. */
  private final Map<String, String> groups = new TreeMap<>();

  private final JsonNode document;

  ServiceTopicsTest() throws IOException {
    ClassLoader loader = getClass().getClassLoader();
    for (URL url : Collections.list(loader.getResources(DEFAULTS))) {
      Properties properties = new Properties();
      try (InputStream in = url.openStream()) {
        properties.load(in);
      }
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith("mp.messaging.") && name.endsWith(SUFFIX)) {
          String channel = name.substring(0, name.length() - SUFFIX.length());
          configured.put(
              channel.substring(channel.lastIndexOf('.') + 1), properties.getProperty(name));
        }
        if (name.startsWith("mp.messaging.incoming.") && name.endsWith(GROUP)) {
          String channel = name.substring(0, name.length() - GROUP.length());
          groups.put(channel.substring(channel.lastIndexOf('.') + 1), properties.getProperty(name));
        }
      }
    }
    try (InputStream in = loader.getResourceAsStream("asyncapi.yaml")) {
      document = new YAMLMapper().readTree(in);
    }
  }

  @Test
  @DisplayName(
      "are four for each service: what it reads, what it writes, statuses and dead letters")
  void channels() {
    Set<String> expected = new TreeSet<>();
    for (String service : STAGES.keySet()) {
      expected.add(service + "-in");
      expected.add(service + "-out");
      expected.add(service + "-status");
      expected.add(service + "-dead-letters");
    }
    assertThat(configured.keySet()).isEqualTo(expected);
  }

  @Test
  @DisplayName(
      "are those of the topic table: each stage writes what it owns and reads what leads to it")
  void table() {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 1; i < Topics.LIVE.size(); i++) {
      Topic topic = Topics.LIVE.get(i);
      STAGES.forEach(
          (service, stage) -> {
            if (topic.owner().equals(stage)) {
              expected.put(service + "-out", topic.name());
              expected.put(service + "-in", Objects.requireNonNull(INPUTS.get(stage)).name());
            }
          });
    }
    STAGES.forEach(
        (service, stage) -> {
          Topic beside = WRITTEN_BESIDE.get(stage);
          if (beside != null) {
            expected.put(service + "-out", beside.name());
            expected.put(service + "-in", Objects.requireNonNull(INPUTS.get(stage)).name());
          }
        });
    for (String service : STAGES.keySet()) {
      expected.put(service + "-status", Topics.STATUS.name());
      expected.put(service + "-dead-letters", Topics.DEAD_LETTERS.name());
    }
    assertThat(configured).isEqualTo(expected);
  }

  @Test
  @DisplayName("are what the table of access lets each service read, write and join, and no more")
  void access() {
    for (String principal : Set.copyOf(PRINCIPALS.values())) {
      Set<String> reads = new TreeSet<>();
      Set<String> writes = new TreeSet<>();
      Set<String> joins = new TreeSet<>();
      configured.forEach(
          (channel, topic) -> {
            String service = channel.substring(0, channel.indexOf('-'));
            if (principal.equals(PRINCIPALS.get(service))) {
              if (channel.endsWith("-in")) {
                reads.add(topic);
                joins.add(Objects.requireNonNull(groups.get(channel)));
                INPUTS_BESIDE.getOrDefault(service, List.of()).forEach(t -> reads.add(t.name()));
              } else {
                writes.add(topic);
              }
              if (channel.endsWith("-out")) {
                reads.add(topic);
              }
            }
          });
      // One certificate for both lanes: the same service with topics and groups that end otherwise.
      for (Set<String> topics : List.of(reads, writes)) {
        IN_LANES.stream().filter(topics::contains).map(name -> name + ".bulk").forEach(topics::add);
      }
      BULK_GROUPS.stream().filter(joins::contains).map(name -> name + "-bulk").forEach(joins::add);
      Access access = Access.of(principal).orElseThrow();
      assertThat(access.reads()).extracting(Topic::name).containsExactlyInAnyOrderElementsOf(reads);
      assertThat(access.writes())
          .extracting(Topic::name)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(access.groups()).containsExactlyInAnyOrderElementsOf(joins);
    }
  }

  @Test
  @DisplayName("are read and written as the operations of the AsyncAPI document say, and no others")
  void operations() {
    Set<String> used = new TreeSet<>();
    configured.forEach(
        (channel, topic) -> {
          int dash = channel.indexOf('-');
          String stage = STAGES.get(channel.substring(0, dash));
          switch (channel.substring(dash + 1)) {
            case "in" -> lanes(topic).forEach(name -> used.add(stage + " receive " + name));
            case "out" -> lanes(topic).forEach(name -> used.add(stage + " send " + name));
            default -> used.add("stages send " + topic);
          }
        });
    SmallRyeConfig defaults =
        new SmallRyeConfigBuilder()
            .withMapping(ScoreConfig.class)
            .withMapping(RescoreConfig.class)
            .build();
    String beats = defaults.getConfigMapping(ScoreConfig.class).beatsTopic();
    used.add("scores receive " + beats);
    used.add("rescores receive " + beats);
    lanes(Topics.ACTIVATIONS.name()).forEach(name -> used.add("revisions receive " + name));
    used.add("rescores receive " + defaults.getConfigMapping(RescoreConfig.class).notesTopic());
    Set<String> documented = new TreeSet<>();
    document
        .path("operations")
        .properties()
        .forEach(
            e -> {
              String who = e.getKey().replaceFirst("(Reads?|Writes?|Audio)[A-Z]?.*", "");
              if (STAGES.containsValue(who) || who.equals("stages")) {
                String channel = e.getValue().path("channel").path("$ref").asText().substring(1);
                documented.add(
                    "%s %s %s"
                        .formatted(
                            who,
                            e.getValue().path("action").asText(),
                            document.at(channel).path("address").asText()));
              }
            });
    assertThat(documented).isEqualTo(used);
  }

  private static List<String> lanes(String topic) {
    return IN_LANES.contains(topic) ? List.of(topic, topic + ".bulk") : List.of(topic);
  }
}
