package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lane")
class LaneTest {
  private static final Set<Topic> BEFORE_RESULTS =
      Set.of(Topics.AUDIO, Topics.FEATURES, Topics.ACTIVATIONS);

  @Test
  @DisplayName("has topics of its own up to the results, and shares all others")
  void topics() {
    for (Topic topic : Topics.LIVE) {
      Topic bulk = Lane.BULK.of(topic);
      assertThat(Lane.LIVE.of(topic)).isEqualTo(topic);
      if (BEFORE_RESULTS.contains(topic)) {
        assertThat(bulk.name()).isEqualTo(topic.name() + ".bulk");
        assertThat(Topics.ALL).contains(bulk);
        assertThat(Topics.LIVE).doesNotContain(bulk);
      } else {
        assertThat(bulk).isEqualTo(topic);
      }
    }
    assertThat(Topics.ALL).hasSize(Topics.LIVE.size() + BEFORE_RESULTS.size());
  }

  @Test
  @DisplayName(
      "has topics that differ in name and purpose from those of the live lane, and in nothing else")
  void settings() {
    for (Topic topic : BEFORE_RESULTS) {
      Topic bulk = Lane.BULK.of(topic);
      assertThat(bulk.partitions()).isEqualTo(topic.partitions());
      assertThat(bulk.settings()).isEqualTo(topic.settings());
      assertThat(bulk.type()).isEqualTo(topic.type());
      assertThat(bulk.owner()).isEqualTo(topic.owner());
    }
  }

  @Test
  @DisplayName("is known by the topics that are its own")
  void ofTopic() {
    assertThat(Lane.ofTopic("neume.features.bulk")).isEqualTo(Lane.BULK);
    assertThat(Lane.ofTopic("neume.features")).isEqualTo(Lane.LIVE);
    assertThat(Lane.ofTopic("neume.beats")).isEqualTo(Lane.LIVE);
    assertThat(Lane.ofTopic("something.bulk")).isEqualTo(Lane.LIVE);
    assertThat(Lane.isShared("neume.notes")).isTrue();
    assertThat(Lane.isShared("neume.features")).isFalse();
    assertThat(Lane.isShared("neume.features.bulk")).isFalse();
    assertThat(Lane.isShared("their.notes")).as("nobody else's").isFalse();
  }

  @Test
  @DisplayName("renames groups, and topics of the table alone")
  void names() {
    assertThat(Lane.BULK.group("neume-beats")).isEqualTo("neume-beats-bulk");
    assertThat(Lane.LIVE.group("neume-beats")).isEqualTo("neume-beats");
    assertThat(Lane.BULK.topic("neume.audio")).isEqualTo("neume.audio.bulk");
    assertThat(Lane.BULK.topic("neume.beats")).isEqualTo("neume.beats");
    assertThat(Lane.BULK.topic("audio")).as("no name on a broker").isEqualTo("audio");
    assertThat(Lane.LIVE.topic("neume.audio")).isEqualTo("neume.audio");
  }

  @Test
  @DisplayName("is found by the name that people type, and no other")
  void found() {
    assertThat(Lane.of("bulk")).isEqualTo(Lane.BULK);
    assertThat(Lane.of("live")).isEqualTo(Lane.LIVE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lane.of("Bulk"))
        .withMessage("no lane is called [Bulk]: give live or bulk");
  }
}
