package org.neume.deploy.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("Who may do what")
class RightsTest {
  @Test
  @DisplayName("is to read, write and look: nobody creates, alters, deletes or acts for others")
  void operations() {
    Set<AclOperation> given =
        Access.ALL.stream()
            .flatMap(access -> Rights.of(access).stream())
            .map(right -> right.entry().operation())
            .collect(Collectors.toSet());
    assertThat(given)
        .containsExactlyInAnyOrder(
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.DESCRIBE,
            AclOperation.DESCRIBE_CONFIGS);
  }

  @Test
  @DisplayName("names each topic and group in full, but for groups that operators look at")
  void patterns() {
    for (Access access : Access.ALL) {
      for (AclBinding right : Rights.of(access)) {
        assertThat(right.pattern().patternType()).isEqualTo(PatternType.LITERAL);
        if (right.pattern().name().equals("*")) {
          assertThat(access.principal()).isEqualTo("operator");
          assertThat(right.entry().operation()).isEqualTo(AclOperation.DESCRIBE);
        }
      }
    }
  }

  @Test
  @DisplayName("lets each result be written by the service that makes it alone")
  void results() {
    for (Topic topic :
        List.of(Topics.FEATURES, Topics.ACTIVATIONS, Topics.BEATS, Topics.NOTES, Topics.SCORES)) {
      assertThat(Access.ALL.stream().filter(access -> access.writes().contains(topic)))
          .as(topic.name())
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("lets nobody read dead letters but those who look after the chain")
  void deadLetters() {
    assertThat(
            Access.ALL.stream()
                .filter(access -> access.reads().contains(Topics.DEAD_LETTERS))
                .map(Access::principal))
        .containsExactly("operator");
  }

  @Test
  @DisplayName("gives every group to one service")
  void groups() {
    assertThat(Access.ALL.stream().flatMap(access -> access.groups().stream()))
        .doesNotHaveDuplicates()
        .as("seven stages, five of them in both lanes")
        .hasSize(12);
  }
}
