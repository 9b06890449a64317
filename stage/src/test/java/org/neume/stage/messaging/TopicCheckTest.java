package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Before it takes input, a stage")
class TopicCheckTest {
  private final TopicCheck check = check(List.of());

  private static TopicCheck check(List<String> beside) {
    return new TopicCheck(new StageTopics("in", "out", "status", "dead", beside));
  }

  @Test
  @DisplayName("accepts topics whose partitions fit")
  void fit() {
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 4, "status", 4, "dead", 1))).isNull();
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 4, "status", 6, "dead", 1))).isNull();
  }

  @Test
  @DisplayName("names each topic that is missing, the broker, and what creates it, in one line")
  void missing() {
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 4, "dead", 4)))
        .startsWith("the topic status is missing on b:1: ")
        .contains("kafka-topics.sh --bootstrap-server b:1 --create --topic status --partitions 4")
        .contains("./neume up")
        .doesNotContain("\n");
    assertThat(check.problem("b:1", Map.of("status", 4)))
        .startsWith("the topics in, out, dead are missing on b:1: ")
        .contains("--partitions 12");
  }

  @Test
  @DisplayName("refuses output with more or fewer partitions than its input")
  void unequal() {
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 5, "status", 4, "dead", 1)))
        .isEqualTo(
            "in has 4 partitions, out has 5: a recording keeps its partition, make them equal");
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 3, "status", 4, "dead", 1)))
        .contains("in has 4 partitions, out has 3");
  }

  @Test
  @DisplayName("refuses a status topic without a partition for every input partition")
  void fewStatuses() {
    assertThat(check.problem("b:1", Map.of("in", 4, "out", 4, "status", 3, "dead", 1)))
        .contains("in has 4 partitions, status has 3")
        .contains("--alter --topic status --partitions 4");
  }

  @Test
  @DisplayName("wants topics that it reads beside its input to have partitions of the same numbers")
  void beside() {
    TopicCheck both = check(List.of("side"));
    assertThat(both.problem("b:1", Map.of("in", 4, "out", 4, "status", 4, "dead", 1)))
        .startsWith("the topic side is missing on b:1: ");
    assertThat(both.problem("b:1", Map.of("in", 4, "out", 4, "status", 4, "dead", 1, "side", 5)))
        .contains("in has 4 partitions, side has 5");
    assertThat(both.problem("b:1", Map.of("in", 4, "out", 4, "status", 4, "dead", 1, "side", 4)))
        .isNull();
  }
}
